using System.Globalization;

namespace OtaTools.Core.Firmware.Images;

/// <summary>
/// A release of MicroPython, ordered as semantic versions are: v1.27.0-preview.9 comes before v1.27.0-preview.12, and both
/// before v1.27.0. What follows the number of a preview (the commit, "dirty") has no order and counts for nothing.
/// </summary>
public readonly record struct MicroPythonVersion(int Major, int Minor, int Patch, int? Preview) : IComparable<MicroPythonVersion>
{
    private const string PreviewMark = "preview.";

    /// <param name="text">v1.26.0, v1.27.0-preview.123.gabcdef, v1.26.1-dirty; the v may be missing.</param>
    /// <returns>Null where it is no version.</returns>
    public static MicroPythonVersion? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.TrimStart('v').Split(['-', '+'], 2);
        var numbers = parts[0].Split('.');
        if (numbers.Length is < 2 or > 3 || !TryNumber(numbers[0], out var major) || !TryNumber(numbers[1], out var minor))
        {
            return null;
        }

        var patch = 0;
        return numbers.Length == 3 && !TryNumber(numbers[2], out patch) ? null : new(major, minor, patch, PreviewOf(parts));
    }

    public int CompareTo(MicroPythonVersion other) =>
        (Major, Minor, Patch, Preview ?? int.MaxValue).CompareTo((other.Major, other.Minor, other.Patch, other.Preview ?? int.MaxValue));

    public static bool operator <(MicroPythonVersion left, MicroPythonVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(MicroPythonVersion left, MicroPythonVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(MicroPythonVersion left, MicroPythonVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MicroPythonVersion left, MicroPythonVersion right) => left.CompareTo(right) >= 0;

    private static int? PreviewOf(string[] parts)
    {
        if (parts.Length < 2 || !parts[1].StartsWith("preview", StringComparison.Ordinal))
        {
            return null;
        }

        var number = parts[1].StartsWith(PreviewMark, StringComparison.Ordinal) ? parts[1][PreviewMark.Length..].Split('.')[0] : "";
        return TryNumber(number, out var preview) ? preview : 0;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
