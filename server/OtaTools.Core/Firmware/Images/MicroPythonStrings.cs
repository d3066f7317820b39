using System.Text;
using System.Text.RegularExpressions;

namespace OtaTools.Core.Firmware.Images;

/// <summary>
/// Finds what MicroPython says of itself in the read-only data of an image: sys.version, the machine, and from v1.25
/// sys.implementation._build, which lies just before sys.version.
/// </summary>
internal static partial class MicroPythonStrings
{
    public static MicroPythonInfo? Find(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var version = SysVersion().Match(text);
        if (!version.Success)
        {
            return null;
        }

        var machine = Machine().Match(text);
        return new MicroPythonInfo(
            version.Groups["version"].Value,
            version.Groups["date"].Value,
            version.Groups["board"].Success ? version.Groups["board"].Value : null,
            machine.Success ? machine.Groups[1].Value : null);
    }

    [GeneratedRegex(@"(?:\0(?<board>[A-Za-z0-9_]{2,48}(?:-[A-Za-z0-9_]{1,32})?)\0)?\d{1,3}\.\d{1,3}\.\d{1,3}; MicroPython (?<version>v\d[0-9A-Za-z.+-]{1,60}) on (?<date>\d{4}-\d\d-\d\d)")]
    private static partial Regex SysVersion();

    [GeneratedRegex(@"; ([\x20-\x7e]{1,80} with ESP32[A-Z0-9-]*)\0")]
    private static partial Regex Machine();
}
