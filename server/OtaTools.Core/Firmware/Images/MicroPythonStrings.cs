using System.Text;

namespace OtaTools.Core.Firmware.Images;

/// <summary>
/// Finds what MicroPython says of itself in the read-only data of an image: sys.version, the machine, and from v1.25
/// sys.implementation._build, which lies just before sys.version. Plain searches with bounded steps around each hit: whatever the bytes
/// are, the time is that of one pass.
/// </summary>
internal static class MicroPythonStrings
{
    /// <summary>No text that is looked for is longer, with what must stand around it.</summary>
    public const int Longest = 256;

    private const int LongestVersion = 60, LongestBoard = 48, LongestVariant = 32, LongestMachine = 80, DateLength = 10;

    private static ReadOnlySpan<byte> Mark => "; MicroPython v"u8;

    private static ReadOnlySpan<byte> MachineMark => " with ESP32"u8;

    /// <summary>Said by main.c of the port, in all versions.</summary>
    private static ReadOnlySpan<byte> SoftReboot => "MPY: soft reboot"u8;

    /// <summary>Boards of MicroPython whose every build has OTA partitions, by a piece of their machine's name.</summary>
    private static readonly string[] OtaMachines = [" with OTA", "wESP32", "ManT1S", "Arduino Nano ESP32"];

    /// <summary>Of every build for an ESP32, whatever a custom one puts in the place of its version: LVGL's bindings, a banner of one's own.</summary>
    public static bool AreHinted(ReadOnlySpan<byte> bytes) => bytes.IndexOf(SoftReboot) >= 0;

    public static MicroPythonInfo? Find(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf(Mark); at >= 0;)
        {
            if (VersionAt(bytes[(at + Mark.Length - 1)..]) is var (version, date) && NumberBefore(bytes[..at]) is { } number)
            {
                var board = BoardBefore(bytes[..number]);
                var machine = FindMachine(bytes);
                var variant = board?.Contains('-', StringComparison.Ordinal) == true ? board.Split('-', 2)[1] : null;
                return new MicroPythonInfo(version, date, board, machine, variant, IsOta(variant, board, machine));
            }

            var next = bytes[(at + 1)..].IndexOf(Mark);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return null;
    }

    /// <summary>Null where nothing tells: an unknown board without a name.</summary>
    private static bool? IsOta(string? variant, string? board, string? machine) =>
        variant == "OTA" || (machine is not null && OtaMachines.Any(mark => machine.Contains(mark, StringComparison.Ordinal))) ? true
        : board is null && machine is null ? null
        : false;

    /// <summary>v1.26.0 on 2025-08-09</summary>
    private static (string Version, string Date)? VersionAt(ReadOnlySpan<byte> bytes)
    {
        var length = Run(bytes[..Math.Min(bytes.Length, LongestVersion + 1)], static b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'+' or (byte)'-');
        var rest = bytes[length..];
        if (length < 3 || !char.IsAsciiDigit((char)bytes[1]) || !rest.StartsWith(" on "u8) || rest.Length < 4 + DateLength)
        {
            return null;
        }

        var date = rest.Slice(4, DateLength);
        return IsDate(date) ? (Encoding.ASCII.GetString(bytes[..length]), Encoding.ASCII.GetString(date)) : null;
    }

    private static bool IsDate(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < DateLength; i++)
        {
            if (i is 4 or 7 ? bytes[i] != '-' : !char.IsAsciiDigit((char)bytes[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>Where the number of the Python language before it begins, such as 3.4.0; null where there is none.</returns>
    private static int? NumberBefore(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.Length;
        for (var part = 0; part < 3; part++)
        {
            if (part > 0 && (at == 0 || bytes[--at] != '.'))
            {
                return null;
            }

            var digits = RunBefore(bytes[..at], 3, static b => char.IsAsciiDigit((char)b));
            if (digits == 0)
            {
                return null;
            }

            at -= digits;
        }

        return at;
    }

    /// <summary>\0ESP32_GENERIC-OTA\0, the end of which is the end of the bytes.</summary>
    private static string? BoardBefore(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [.., 0])
        {
            return null;
        }

        bytes = bytes[..^1];
        var length = RunBefore(bytes, LongestBoard + LongestVariant + 2, static b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-');
        if (length == bytes.Length || bytes[^(length + 1)] != 0)
        {
            return null;
        }

        var name = Encoding.ASCII.GetString(bytes[^length..]);
        var parts = name.Split('-');
        return parts.Length <= 2 && parts[0].Length is >= 2 and <= LongestBoard && (parts.Length == 1 || parts[1].Length is >= 1 and <= LongestVariant) ? name : null;
    }

    /// <summary>Generic ESP32 module with OTA with ESP32: in the banner behind "; ", or by itself.</summary>
    private static string? FindMachine(ReadOnlySpan<byte> bytes)
    {
        string? alone = null;
        for (var at = bytes.IndexOf(MachineMark); at >= 0;)
        {
            var end = at + MachineMark.Length;
            end += Run(bytes[end..Math.Min(bytes.Length, end + 32)], static b => char.IsAsciiLetterUpper((char)b) || char.IsAsciiDigit((char)b) || b == '-');
            if (end < bytes.Length && bytes[end] is 0 or (byte)'\r')
            {
                var name = Encoding.ASCII.GetString(bytes[(at - RunBefore(bytes[..at], LongestMachine + 2, static b => b is >= 0x20 and < 0x7F))..end]);
                var banner = name.IndexOf("; ", StringComparison.Ordinal);
                if (banner >= 0)
                {
                    return name[(banner + 2)..];
                }

                var label = name.LastIndexOf(": ", StringComparison.Ordinal);
                alone ??= name[(label < 0 ? 0 : label + 2)..];
            }

            var next = bytes[(at + 1)..].IndexOf(MachineMark);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return alone;
    }

    private static int Run(ReadOnlySpan<byte> bytes, Func<byte, bool> belongs)
    {
        var length = 0;
        while (length < bytes.Length && belongs(bytes[length]))
        {
            length++;
        }

        return length;
    }

    private static int RunBefore(ReadOnlySpan<byte> bytes, int most, Func<byte, bool> belongs)
    {
        var length = 0;
        while (length < bytes.Length && length < most && belongs(bytes[^(length + 1)]))
        {
            length++;
        }

        return length;
    }
}
