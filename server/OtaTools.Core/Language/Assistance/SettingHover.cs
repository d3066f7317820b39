using OtaTools.Core.Language.Settings;

namespace OtaTools.Core.Language.Assistance;

/// <summary>What a setting means, what the board makes of it, and where it is better kept.</summary>
internal static class SettingHover
{
    /// <returns>Null for a name that means nothing.</returns>
    public static string? Of(SettingKind kind, string name, DocumentKind document)
    {
        var meaning = kind switch
        {
            SettingKind.FirmwareUrl => Strings.MeaningFirmwareUrl(),
            SettingKind.Ssid => Strings.MeaningSsid(),
            SettingKind.Password => Strings.MeaningPassword(),
            SettingKind.Chunk => Strings.MeaningChunk(),
            SettingKind.Networks => Strings.MeaningNetworks(),
            SettingKind.Wait => Strings.MeaningWait(),
            SettingKind.Trial => Strings.MeaningTrial(),
            SettingKind.Limit => Strings.MeaningLimit(),
            SettingKind.PublicKey => Strings.MeaningPublicKey(),
            SettingKind.Scripts => Strings.MeaningScripts(),
            _ => null,
        };
        if (meaning is null)
        {
            return null;
        }

        string?[] paragraphs = [$"**{Markdown.Escape(name)}**", Markdown.Escape(meaning), LimitsOf(kind), KeptOf(kind, document)];
        return string.Join("\n\n", paragraphs.OfType<string>());
    }

    private static string? LimitsOf(SettingKind kind) => SettingLimits.Of(kind) switch
    {
        { Most: < double.MaxValue } limits => Markdown.Escape(Strings.MeaningLimits(limits.Least, limits.Most, limits.Default)),
        { Least: > double.MinValue } limits => Markdown.Escape(Strings.MeaningLeast(limits.Least, limits.Default)),
        _ => null,
    };

    private static string? KeptOf(SettingKind kind, DocumentKind document) => (kind, document) switch
    {
        (SettingKind.Password, _) => Markdown.Escape(Strings.KeptPassword()),
        (SettingKind.FirmwareUrl or SettingKind.Ssid or SettingKind.Chunk, DocumentKind.Python) => Markdown.Escape(Strings.KeptInJson()),
        _ => null,
    };
}
