using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Settings;

internal enum ValueKind
{
    Text,
    Number,
    Truth,

    /// <summary>None, null.</summary>
    Nothing,
    List,
    Object,

    /// <summary>Anything else: nobody knows before the program runs.</summary>
    Expression,
}

/// <param name="Text">Of a text.</param>
/// <param name="Number">Of a number.</param>
internal sealed record SettingValue(ValueKind Kind, TextSpan Span, StringLiteral? Text = null, double Number = 0);
