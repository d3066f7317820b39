using System.Text;
using System.Text.RegularExpressions;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>What one line of a console tells about who prints it.</summary>
internal static partial class EntrySigns
{
    /// <summary>More than this share of bytes that no program prints: noise, or another baud rate.</summary>
    private const double Noise = 0.25;

    private static readonly string[] MicroPython =
        [">>> ", "raw REPL; CTRL-B to exit", "paste mode; Ctrl-C to cancel", "MicroPython v", "MPY: ", "Traceback (most recent call last)", "KeyboardInterrupt", "[BOOT] ", "[BOOT][ERR] ", "[OTA] "];

    private static readonly string[] OnTrial = ["[OTA] not proved yet", "[OTA] on trial still", "[OTA] this image is unproved"];

    private static readonly string[] Trouble = ["Guru Meditation Error", "Brownout detector was triggered", "abort() was called", "Task watchdog got triggered", "Stack canary", "invalid header"];

    public static bool IsPrompt(string line) => line.StartsWith(">>> ", StringComparison.Ordinal) || line.Contains("raw REPL; CTRL-B to exit", StringComparison.Ordinal);

    public static bool IsInterrupt(string line) => line.Contains("KeyboardInterrupt", StringComparison.Ordinal) || line.StartsWith("[BOOT] interrupted", StringComparison.Ordinal);

    public static bool IsMicroPython(string line) => MicroPython.Any(sign => line.Contains(sign, StringComparison.Ordinal));

    public static bool IsOnTrial(string line) => OnTrial.Any(sign => line.StartsWith(sign, StringComparison.Ordinal));

    public static bool IsTrouble(string line) => Trouble.Any(sign => line.Contains(sign, StringComparison.Ordinal));

    public static bool IsOtherFirmware(string line) => FrameworkLog().IsMatch(line) || ModemAnswer().IsMatch(line);

    public static bool IsDownloadMode(string line) =>
        line.StartsWith("waiting for download", StringComparison.Ordinal) || (ResetCause(line) is not null && line.Contains("(DOWNLOAD", StringComparison.Ordinal));

    /// <summary>Control characters that only we send: as they are, or as a terminal spells them.</summary>
    public static bool IsEcho(string line) => line.Contains('\x03') || line.StartsWith('\x01') || line.StartsWith("^A", StringComparison.Ordinal);

    /// <returns>The cause as the ROM spells it; null for another line.</returns>
    public static string? ResetCause(string line)
    {
        var match = RomReset().Match(line);
        return match.Success ? match.Groups[1].Value : null;
    }

    public static bool IsUnreadable(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Count(c => c is '\uFFFD' or < '\a' or (> '\r' and < ' ' and not '\x1b') or (>= '\x7f' and < '\xa0')) > text.Length * Noise;
    }

    [GeneratedRegex(@"\brst:0x[0-9a-f]+ \((\w+)\)")]
    private static partial Regex RomReset();

    // Builds of MicroPython print no log of the framework's start.
    [GeneratedRegex(@"^(\x1b\[[\d;]*m)?[EWIDV] \(\d+\) (boot|cpu_start|heap_init|app_init|app_start|main_task|spi_flash|esp_image): (?!.*micropython)", RegexOptions.IgnoreCase)]
    private static partial Regex FrameworkLog();

    [GeneratedRegex(@"^(ERROR|\+CM[ES] ERROR.*|AT version:.*)$")]
    private static partial Regex ModemAnswer();
}
