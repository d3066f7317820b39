using System.Buffers.Binary;

namespace OtaTools.Core.Firmware.Images;

/// <summary>Tells files apart by their first bytes.</summary>
internal static class FirmwareClassifier
{
    /// <summary>Where a full flash image has its partition table, by the chip's bootloader offset.</summary>
    private static readonly int[] PartitionTableOffsets = [0x7000, 0x8000, 0x6000];

    /// <summary>Bytes that decide: as far as the last place of a partition table.</summary>
    public const int HeadLength = 0x8002;

    private static ReadOnlySpan<byte> PartitionEntryMagic => [0xAA, 0x50];

    /// <param name="head">The first <see cref="HeadLength"/> bytes or more; fewer where the file is shorter.</param>
    public static FirmwareKind Classify(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return FirmwareKind.Empty;
        }

        if (head[0] == EspImageReader.Magic && head.Length >= EspImageReader.AppDescriptorOffset + 4)
        {
            return ClassifyImage(head);
        }

        return head switch
        {
            _ when head.StartsWith(PartitionEntryMagic) => FirmwareKind.PartitionTable,
            _ when head.StartsWith("UF2\n"u8) => FirmwareKind.Uf2,
            _ when head.StartsWith("\u007fELF"u8) => FirmwareKind.Elf,
            _ when head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8) => FirmwareKind.WebPage,
            _ => FirmwareKind.Unknown,
        };
    }

    private static FirmwareKind ClassifyImage(ReadOnlySpan<byte> head)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(head[EspImageReader.AppDescriptorOffset..]) == EspImageReader.AppDescriptorMagic)
        {
            return FirmwareKind.App;
        }

        foreach (var offset in PartitionTableOffsets)
        {
            if (head.Length >= offset + 2 && head[offset..].StartsWith(PartitionEntryMagic))
            {
                return FirmwareKind.FullFlash;
            }
        }

        return FirmwareKind.Bootloader;
    }
}
