using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Json;

internal enum JsonTokenKind
{
    /// <summary>One character: brackets, colon, comma.</summary>
    Sign,
    Text,

    /// <summary>A number, true, null, or what is none of them.</summary>
    Word,
    End,
}

/// <param name="Text">Of a string.</param>
internal readonly record struct JsonToken(JsonTokenKind Kind, TextSpan Span, StringToken Text = default);
