using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Settings;

/// <summary>A network of the list in ota.json.</summary>
/// <param name="Span">Its braces.</param>
internal sealed record NetworkFound(TextSpan Span, bool IsClosed);

/// <summary>What of ours a document has, in its order.</summary>
internal sealed record SettingsFound(IReadOnlyList<Setting> All, IReadOnlyList<NetworkFound> Networks)
{
    /// <summary>So many settings are judged; what follows is not. A document with more is no configuration.</summary>
    public const int Most = 200;

    public static SettingsFound None { get; } = new([], []);

    /// <summary>Those whose value counts.</summary>
    public IEnumerable<Setting> Used => All.Where(setting => !setting.IsOverridden);

    public IEnumerable<Setting> Of(SettingKind kind) => Used.Where(setting => setting.Kind == kind);

    /// <summary>The name of the network that a password is for.</summary>
    public Setting? SsidBeside(Setting password) => Of(SettingKind.Ssid).LastOrDefault(ssid => ssid.Network == password.Network);
}
