using System.Globalization;
using System.Numerics;

namespace OtaTools.Core.Firmware.Conversion;

/// <summary>Sizes of flash chips as they are written on them: 4MB, of 1,048,576 bytes each.</summary>
public static class FlashSizes
{
    private const long Unit = 1024 * 1024;
    private const int Largest = 128;

    /// <summary>Sizes that boards with room for two slots have.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["4MB", "8MB", "16MB", "32MB"];

    /// <returns>Null for what is no size.</returns>
    public static long? Parse(string text)
    {
        var digits = text.Trim().ToUpperInvariant() is var upper && upper.EndsWith("MB", StringComparison.Ordinal) ? upper[..^2].Trim() : upper;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Largest && BitOperations.IsPow2(number) ? number * Unit : null;
    }

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareNotConvertible"/></exception>
    public static long Require(string text) => Parse(text) ?? throw new OtaToolsException(ErrorCode.FirmwareNotConvertible, Strings.FlashSizeUnknown(text, string.Join(", ", Usual)));

    public static string NameOf(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Unit}MB");

    /// <summary>The smallest chip that has as much.</summary>
    internal static long AtLeast(long bytes) => (long)BitOperations.RoundUpToPowerOf2((ulong)bytes);
}
