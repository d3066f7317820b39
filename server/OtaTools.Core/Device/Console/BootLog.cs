using System.Globalization;
using System.Text.RegularExpressions;
using static OtaTools.Core.Device.Console.BoardEvent;

namespace OtaTools.Core.Device.Console;

/// <summary>Reads the fixed lines of boot.py and ota.py (server/device/README.md).</summary>
public static partial class BootLog
{
    /// <returns>The event, or null for a line of no meaning here.</returns>
    public static BoardEvent? Read(string line)
    {
        var booted = BootedLine().Match(line);
        if (booted.Success)
        {
            return new Booted(booted.Groups[1].Value, booted.Groups[2].Value, booted.Groups[3].Value);
        }

        var proved = ProvedLine().Match(line);
        if (proved.Success)
        {
            return new Proved(proved.Groups[1].Value, proved.Groups[2].Value);
        }

        var rolledBack = RolledBackLine().Match(line);
        if (rolledBack.Success)
        {
            return new RolledBack(rolledBack.Groups[1].Value);
        }

        var goingBack = GoingBackLine().Match(line);
        if (goingBack.Success)
        {
            return new GoingBack(goingBack.Groups[1].Value);
        }

        return line switch
        {
            "[OTA] start" => new Started(),
            _ when line.StartsWith("[BOOT] starting OTA in ", StringComparison.Ordinal) => new Started(),
            _ when After(line, "[OTA] GET ") is { } url => new Requested(url),
            _ when Number(After(line, "[OTA] dl ")) is { } bytes => new Downloaded(bytes),
            _ when Number(After(line, "[OTA] finalize: True bytes= ")) is { } bytes => new Finalized(bytes),
            "reset machine" => new Resetting(),
            _ when line.StartsWith("[OTA] already running", StringComparison.Ordinal) => new UpToDate(),
            _ when line.StartsWith("[OTA] left alone", StringComparison.Ordinal) => new LeftAlone(line["[OTA] ".Length..]),
            _ when line.StartsWith("[OTA] not this board's turn yet", StringComparison.Ordinal) => new NotItsTurn(line["[OTA] ".Length..]),
            _ when After(line, "[OTA] not proved yet: ") is { } reason => new Unproved(reason),
            _ when line.StartsWith("[OTA] not configured", StringComparison.Ordinal) => new Failed(line["[OTA] ".Length..]),
            _ when After(line, "[BOOT][ERR] ") is { } error => new Failed(error),
            "[BOOT] interrupted" => new Interrupted(),
            _ => null,
        };
    }

    private static string? After(string line, string start) => line.StartsWith(start, StringComparison.Ordinal) ? line[start.Length..] : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^\[BOOT\] running= (\S+) fw= (.+?) mac= ([0-9a-f:]{17})\s*$")]
    private static partial Regex BootedLine();

    [GeneratedRegex(@"^\[OTA\] valid (.+) in (\S+)\s*$")]
    private static partial Regex ProvedLine();

    [GeneratedRegex(@"^\[OTA\] this image could not prove itself: (?:(.+): )?going back")]
    private static partial Regex GoingBackLine();

    /// <summary>With the count of its tries at the end, "(1 of 3)", which is no part of the reason.</summary>
    [GeneratedRegex(@"^\[OTA\] rolled back: (.+?)(?: \(\d+ of \d+\))?\s*$")]
    private static partial Regex RolledBackLine();
}
