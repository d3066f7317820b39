namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>The tables of RFC 1951, 3.2.5, for a window of 4 KiB.</summary>
internal static class DeflateFormat
{
    public const int Window = 4096, ShortestMatch = 3, LongestMatch = 258;
    public const int EndOfBlock = 256, LiteralCodes = 286, DistanceCodes = 30, LongestCode = 15;

    private static readonly int[] LengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static readonly byte[] LengthCodes = Codes(LengthBases, LongestMatch);

    private static readonly int[] DistanceBases = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073];

    private static readonly byte[] DistanceCodesByDistance = Codes(DistanceBases, Window);

    public static int LengthSymbol(int length) => 257 + LengthCodes[length];

    /// <summary>Bits after a length's symbol, and their value.</summary>
    public static (int Value, int Bits) LengthExtra(int length)
    {
        var code = LengthCodes[length];
        return (length - LengthBases[code], LengthExtraBits(257 + code));
    }

    public static int LengthExtraBits(int symbol) => symbol is < 265 or 285 ? 0 : (symbol - 261) / 4;

    public static int DistanceSymbol(int distance) => DistanceCodesByDistance[distance];

    public static (int Value, int Bits) DistanceExtra(int distance)
    {
        var code = DistanceCodesByDistance[distance];
        return (distance - DistanceBases[code], DistanceExtraBits(code));
    }

    public static int DistanceExtraBits(int symbol) => symbol < 4 ? 0 : (symbol / 2) - 1;

    private static byte[] Codes(int[] bases, int last)
    {
        var codes = new byte[last + 1];
        for (var (value, code) = (bases[0], 0); value <= last; value++)
        {
            code += code + 1 < bases.Length && value >= bases[code + 1] ? 1 : 0;
            codes[value] = (byte)code;
        }

        return codes;
    }
}
