using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Settings;

/// <summary>A string as a scanner finds it, not decoded yet.</summary>
/// <param name="Span">Prefix and quotes included.</param>
/// <param name="Content">Between the quotes.</param>
/// <param name="IsClosed">False where the line, or the text, ends before the string does.</param>
internal readonly record struct StringToken(TextSpan Span, TextSpan Content, StringStyle Style, bool IsClosed);
