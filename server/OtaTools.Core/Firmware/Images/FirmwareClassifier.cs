using OtaTools.Core.Firmware.Packing;

namespace OtaTools.Core.Firmware.Images;

/// <summary>Tells files apart by their first bytes, never by their names.</summary>
internal static class FirmwareClassifier
{
    /// <summary>Bytes that decide: as far as the last place of a partition table.</summary>
    public const int HeadLength = 0x8002;

    private const byte Erased = 0xFF;

    /// <summary>Where a full flash image has its partition table, by where its chip has its bootloader; and there where a whole flash was read out.</summary>
    private static readonly int[] TableOffsets = [0x7000, 0x8000, 0x6000];

    private static readonly int[] BootloaderOffsets = [0x1000, 0x2000];

    /// <param name="head">The first <see cref="HeadLength"/> bytes or more; fewer where the file is shorter.</param>
    public static FirmwareKind Classify(ReadOnlySpan<byte> head) => head switch
    {
        { IsEmpty: true } => FirmwareKind.Empty,
        [EspImageReader.Magic, ..] => ClassifyImage(head),
        [Erased, ..] when FindTable(head) is not null => FirmwareKind.FullFlash,
        _ when head.StartsWith(PartitionTableReader.RowMagic) => FirmwareKind.PartitionTable,
        _ when head.StartsWith("UF2\n"u8) && head.Length > 4 => FirmwareKind.Uf2,
        _ when head.StartsWith("\u007fELF"u8) => FirmwareKind.Elf,
        _ when head.StartsWith(PackFormat.Magic) => FirmwareKind.Pack,
        _ => TextClassifier.Classify(head) ?? FirmwareKind.Unknown,
    };

    /// <returns>Where in the file the partition table is, and where in the flash the file begins; null where there is none.</returns>
    public static (int At, long FlashOffset)? FindTable(ReadOnlySpan<byte> head)
    {
        if (head[0] == Erased)
        {
            const int place = (int)PartitionTableReader.Place;
            return HasTableAt(head, place) && BootloaderAt(head) > 0 ? (place, 0) : null;
        }

        foreach (var offset in TableOffsets)
        {
            if (HasTableAt(head, offset))
            {
                return (offset, PartitionTableReader.Place - offset);
            }
        }

        return null;
    }

    /// <summary>Where in a full flash image the bootloader is: 0, but where a whole flash was read out of a chip that has it elsewhere.</summary>
    public static int BootloaderAt(ReadOnlySpan<byte> head)
    {
        foreach (var offset in BootloaderOffsets)
        {
            if (head[0] == Erased && head.Length > offset && head[offset] == EspImageReader.Magic)
            {
                return offset;
            }
        }

        return 0;
    }

    private static bool HasTableAt(ReadOnlySpan<byte> head, int offset) => head.Length >= offset + 2 && head[offset..].StartsWith(PartitionTableReader.RowMagic);

    private static FirmwareKind ClassifyImage(ReadOnlySpan<byte> head)
    {
        if (AppReader.Begins(head))
        {
            return FirmwareKind.App;
        }

        if (head.Length < AppReader.DescriptorOffset + 4)
        {
            return head.Length < 2 || head[1] is > 0 and <= 16 ? FirmwareKind.ImageFragment : FirmwareKind.Unknown;
        }

        return FindTable(head) is not null ? FirmwareKind.FullFlash
            : ImageHeader.Read(head).IsPossible ? FirmwareKind.Bootloader
            : TextClassifier.Classify(head) ?? FirmwareKind.Unknown;
    }
}
