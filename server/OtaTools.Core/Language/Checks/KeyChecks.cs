using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Checks;

/// <summary>Keys of ota.json that the board does not know, and networks without a name.</summary>
internal static class KeyChecks
{
    public static readonly string[] OuterKeys = ["wifi", "fw_url", "wait", "trial", "limit", "chunk", "key", "scripts"];

    public static readonly string[] NetworkKeys = ["ssid", "password"];

    /// <summary>What other programs call them.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["url"] = "fw_url",
        ["firmware_url"] = "fw_url",
        ["firmware"] = "fw_url",
        ["networks"] = "wifi",
        ["wlan"] = "wifi",
        ["timeout"] = "wait",
        ["pass"] = "password",
        ["passwd"] = "password",
        ["psk"] = "password",
        ["wifi_pass"] = "password",
        ["wifi_password"] = "password",
        ["wifi_ssid"] = "ssid",
        ["name"] = "ssid",
    };

    public static IEnumerable<Problem> Of(SourceDocument document, SettingsFound found) =>
        (IsForeign(found) ? [] : Unknown(found).Select(setting => OfUnknown(document, found, setting)))
            .Concat(found.Networks.SelectMany((network, number) => OfNetwork(network, number, found)));

    /// <summary>A text without a value may be one itself, its colon forgotten: a password is quoted by no message.</summary>
    private static IEnumerable<Setting> Unknown(SettingsFound found) =>
        found.All.Where(setting => setting is { Kind: SettingKind.Unknown, Name.Length: > 0, Value: not null });

    /// <summary>Other tools have an ota.json too: none of its keys is ours, and one is not even nearly.</summary>
    private static bool IsForeign(SettingsFound found) =>
        found.All.All(setting => setting.Kind == SettingKind.Unknown) && found.All.Any(setting => MeantBy(setting) is null);

    private static string[] KnownBeside(Setting setting) => setting.Network is null ? OuterKeys : NetworkKeys;

    private static string? MeantBy(Setting setting) =>
        OtherNames.TryGetValue(setting.Name, out var other) && KnownBeside(setting).Contains(other) ? other : Spelling.Nearest(setting.Name, KnownBeside(setting));

    private static Problem OfUnknown(SourceDocument document, SettingsFound found, Setting setting)
    {
        var known = KnownBeside(setting);
        if (MeantBy(setting) is not { } meant)
        {
            // In a network a password may stand where its key belongs: no name of a key there is quoted.
            var keys = string.Join(", ", known);
            return new Problem(DiagnosticCodes.KeyUnknown, Severity.Remark, setting.NameSpan, setting.Network is null ? Strings.KeyUnknown(setting.Name, keys) : Strings.KeyUnknownInNetwork(keys));
        }

        return new Problem(DiagnosticCodes.KeyUnknown, Severity.Warning, setting.NameSpan, Strings.KeyMisspelt(setting.Name, meant))
        {
            // Twice the same key would only hide one of them.
            Fixes = () => found.All.Any(one => one.Name == meant && one.Network == setting.Network)
                ? []
                : Problem.Offer(Strings.FixUseKey(meant), [new TextEdit(document.Source.RangeOf(setting.NameSpan), meant)]),
        };
    }

    private static IEnumerable<Problem> OfNetwork(NetworkFound network, int number, SettingsFound found) =>
        network.IsClosed && !found.All.Any(setting => setting.Network == number && setting.Kind == SettingKind.Ssid)
            ? [new Problem(DiagnosticCodes.KeyMissing, Severity.Error, new TextSpan(network.Span.Start, network.Span.Start + 1), Strings.NetworkWithoutSsid())]
            : [];
}
