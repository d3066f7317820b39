namespace OtaTools.Core.Firmware.Packing;

/// <summary>The numbers of the format: server/device/PACKS.md.</summary>
internal static class PackFormat
{
    public const byte Version = 1;

    /// <summary>A flash sector: what a board writes at once.</summary>
    public const int Block = 4096;

    /// <summary>Bytes of the image that one frame says: a broken download goes on at a frame.</summary>
    public const int Frame = 16 * Block;

    /// <summary>Control bytes of one frame: a reader holds them all.</summary>
    public const int MostControl = 4096;

    /// <summary>Copies with differences in one block: a reader remembers them.</summary>
    public const int MostChanged = 256;

    public const int MostNumberBytes = 4;

    public const int ImageLengthAt = 8, ImageHashAt = 12, BaseLengthAt = 44, BaseIdentityAt = 48, HeaderLength = 80;

    public static ReadOnlySpan<byte> Magic => "OTAPACK"u8;
}

/// <summary>The lowest two bits of a copy's length.</summary>
internal enum CopyKind
{
    ExactBase = 0,
    ChangedBase = 1,
    Own = 2,
}
