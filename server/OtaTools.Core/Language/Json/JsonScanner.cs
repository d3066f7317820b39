using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Json;

/// <summary>JSON, token by token, from any text: comments are passed over, and a string that is not closed ends with its line.</summary>
internal sealed class JsonScanner(string text)
{
    private const string Signs = "{}[]:,";

    private int at = text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>What begins a comment that nothing ends is passed over once.</summary>
    private bool neverClosed;

    public JsonToken Next()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || c == '\0')
            {
                at++;
            }
            else if (c == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*')
            {
                PassComment();
            }
            else
            {
                return c is '"' or '\'' ? Quoted(c) : Signs.Contains(c) ? Sign() : Word();
            }
        }

        return new JsonToken(JsonTokenKind.End, new TextSpan(text.Length, text.Length));
    }

    private JsonToken Sign() => new(JsonTokenKind.Sign, new TextSpan(at, ++at));

    private JsonToken Word()
    {
        var start = at++;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !Signs.Contains(text[at]) && text[at] is not ('"' or '\'' or '/'))
        {
            at++;
        }

        return new JsonToken(JsonTokenKind.Word, new TextSpan(start, at));
    }

    private JsonToken Quoted(char quote)
    {
        var start = at++;
        while (at < text.Length && text[at] != quote && text[at] is not ('\n' or '\r'))
        {
            at += text[at] == '\\' && at + 1 < text.Length && text[at + 1] is not ('\n' or '\r') ? 2 : 1;
        }

        var end = at;
        var isClosed = at < text.Length && text[at] == quote;
        at += isClosed ? 1 : 0;
        var token = new StringToken(new TextSpan(start, at), new TextSpan(start + 1, end), new StringStyle(Escaping.Json, quote.ToString()), isClosed);
        return new JsonToken(JsonTokenKind.Text, token.Span, token);
    }

    private void PassComment()
    {
        if (text[at + 1] == '*' && !neverClosed)
        {
            var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
            if (end >= 0)
            {
                at = end + 2;
                return;
            }

            neverClosed = true;
        }

        var line = text.AsSpan(at).IndexOfAny('\n', '\r');
        at = line < 0 ? text.Length : at + line;
    }
}
