using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Settings;

/// <summary>A name and the value that it is given.</summary>
/// <param name="NameSpan">Without the quotes of a key.</param>
/// <param name="Value">Null while there is none yet.</param>
/// <param name="Network">Which network of the list it belongs to; in Python always 0, null for what belongs to none.</param>
/// <param name="IsOverridden">The same name is set again further below, so that this value is never used.</param>
internal sealed record Setting(SettingKind Kind, string Name, TextSpan NameSpan, SettingValue? Value, int? Network = null, bool IsOverridden = false)
{
    /// <summary>The text, where it is known: a plain string, not one that is put together while the program runs.</summary>
    public StringLiteral? Text => Value?.Text is { IsExact: true } text ? text : null;
}
