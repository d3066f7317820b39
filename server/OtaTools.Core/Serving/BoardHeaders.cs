using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Serving;

/// <summary>
/// What a board tells of itself with a request (server/device/README.md): after Arduino's HTTPUpdate, and ours. All of
/// it is a stranger's text: what has not the form that it should have was not told.
/// </summary>
internal sealed partial record BoardHeaders(
    string? Mac, string? Version, string? Slot, string? State, string? Image, string? Scripts, BoardOutcome? Outcome, string? Chip = null, int? Rssi = null)
{
    /// <summary>Of a 304 that means: there is something newer, and not for this board yet.</summary>
    public const string Turn = "x-OtaTools-turn", Later = "later";

    private const string UserAgent = "OtaTools/";
    private const int LongestName = 64, LongestReason = 300, LongestEncodedReason = 1024;

    /// <summary>Of an int8_t, in dBm.</summary>
    private const int WeakestSignal = -128;

    private static readonly Dictionary<string, BoardResult> Results = new(StringComparer.Ordinal)
    {
        ["updated"] = BoardResult.Updated,
        ["refused"] = BoardResult.Refused,
        ["failed"] = BoardResult.Failed,
        ["rolled-back"] = BoardResult.RolledBack,
        ["left-alone"] = BoardResult.LeftAlone,
    };

    public static BoardHeaders Read(IHeaderDictionary headers)
    {
        string? Text(string name) => headers[name].ToString() is { Length: > 0 } text ? text : null;
        return new(
            MacAddress().Match(Text("x-ESP32-STA-MAC") ?? "") is { Success: true } mac ? mac.Value.ToLowerInvariant() : null,
            Name(Text("x-ESP32-version")),
            Name(Text("x-OtaTools-slot")),
            Name(Text("x-OtaTools-state")),
            ImageOf(Text("x-OtaTools-image") ?? ""),
            Name(Text("x-OtaTools-scripts") ?? (Text("User-Agent") is { } agent && agent.StartsWith(UserAgent, StringComparison.Ordinal) ? agent[UserAgent.Length..] : null)),
            OutcomeOf(Text("x-OtaTools-outcome"), Text("x-OtaTools-reason")),
            Number(Text("x-OtaTools-chip"), 0, ushort.MaxValue) is { } chip ? EspChip.NameOf(chip) : null,
            Number(Text("x-OtaTools-rssi"), WeakestSignal, -1));
    }

    private static int? Number(string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static BoardOutcome? OutcomeOf(string? outcome, string? reason)
    {
        var words = (outcome ?? "").Split(' ', 2);
        return Results.TryGetValue(words[0], out var result)
            ? new(result, words.Length > 1 ? ImageOf(words[1]) : null, null, ReasonOf(reason))
            : null;
    }

    /// <summary>Percent-encoded UTF-8; what is no escape stays as it is.</summary>
    private static string? ReasonOf(string? encoded) => encoded is null or { Length: > LongestEncodedReason }
        ? null
        : ForeignText.Printable(Uri.UnescapeDataString(encoded).Trim(), LongestReason) is { Length: > 0 } reason ? reason : null;

    /// <summary>All zeros stand for what was no image.</summary>
    private static string? ImageOf(string text) => Identity().IsMatch(text) && text.AsSpan().ContainsAnyExcept('0') ? text : null;

    private static string? Name(string? text) => text is { Length: <= LongestName } && text.All(c => c is >= ' ' and <= '~') ? text : null;

    [GeneratedRegex(@"\A(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\z")]
    private static partial Regex MacAddress();

    [GeneratedRegex(@"\A[0-9a-f]{16}\z")]
    private static partial Regex Identity();
}
