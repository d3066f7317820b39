using System.Buffers.Binary;

namespace OtaTools.Core.Firmware.Images;

/// <summary>esp_image_header_t: 24 bytes, of apps and bootloaders alike.</summary>
internal readonly record struct ImageHeader(int Segments, int FlashSizeCode, int ChipId, int MinChipRevision, int MaxChipRevision, bool HashAppended)
{
    public const int Length = 24;
    private const int MaxSegments = 16, LargestFlashSizeCode = 7;

    public bool IsPossible => Segments is > 0 and <= MaxSegments;

    /// <summary>1 MiB to 128 MiB; null for a code that is not defined.</summary>
    private long? FlashSize => FlashSizeCode <= LargestFlashSizeCode ? 1L << (20 + FlashSizeCode) : null;

    public static ImageHeader Read(ReadOnlySpan<byte> bytes) => new(
        bytes[1],
        bytes[3] >> 4,
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[15..]),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[17..]),
        bytes[23] != 0);

    public FirmwareImage Describe(FirmwareImage image) => image with
    {
        ChipId = ChipId,
        Chip = EspChip.NameOf(ChipId),
        MinChipRevision = MinChipRevision,
        MaxChipRevision = MaxChipRevision,
        FlashSize = FlashSize,
    };
}
