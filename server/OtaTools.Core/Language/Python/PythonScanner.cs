using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Python;

/// <summary>
/// Python, token by token, from any text. Every step goes forward, and what is not closed ends with its line, so that half
/// a string does not swallow what follows.
/// </summary>
internal sealed class PythonScanner(string text)
{
    /// <summary>Sorts of triple quotes that nothing closes from somewhere on: no further search to the end of the text.</summary>
    private readonly HashSet<char> neverClosed = [];

    private int at = text.StartsWith('\uFEFF') ? 1 : 0;
    private int lineStart = text.StartsWith('\uFEFF') ? 1 : 0;
    private bool isFirst = true;

    /// <summary>Spaces, comments and joined lines are passed over. In brackets the caller skips the ends of lines.</summary>
    public PythonToken Next()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c is '\n' or '\r')
            {
                var start = at;
                PassLineEnd();
                return new PythonToken(PythonTokenKind.LineEnd, new TextSpan(start, at));
            }

            if (c == '\\' && at + 1 < text.Length && text[at + 1] is '\n' or '\r')
            {
                at++;
                PassLineEnd();
                isFirst = false; // it goes on with the line before
            }
            else if (c == '#')
            {
                PassUntilLineEnd();
            }
            else if (char.IsWhiteSpace(c) || c == '\0')
            {
                at++;
            }
            else
            {
                return Take(c);
            }
        }

        return new PythonToken(PythonTokenKind.End, new TextSpan(text.Length, text.Length));
    }

    private PythonToken Take(char c)
    {
        var (start, first, column) = (at, isFirst, at - lineStart);
        isFirst = false;
        if (IsNameStart(c))
        {
            at++;
            while (at < text.Length && (IsNameStart(text[at]) || char.IsAsciiDigit(text[at])))
            {
                at++;
            }

            if (at < text.Length && text[at] is '"' or '\'' && StyleOf(text.AsSpan(start, at - start)) is { } style)
            {
                return Quoted(start, style, first, column);
            }

            return new PythonToken(PythonTokenKind.Name, new TextSpan(start, at), first, column);
        }

        if (c is '"' or '\'')
        {
            return Quoted(start, new StringStyle(Escaping.Python, ""), first, column);
        }

        if (char.IsAsciiDigit(c))
        {
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '.'))
            {
                at++;
            }

            return new PythonToken(PythonTokenKind.Number, new TextSpan(start, at), first, column);
        }

        at++;
        return new PythonToken(PythonTokenKind.Operator, new TextSpan(start, at), first, column);
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_' || char.IsSurrogate(c);

    /// <returns>Null for a name that is no prefix of a string.</returns>
    private static StringStyle? StyleOf(ReadOnlySpan<char> prefix)
    {
        if (prefix.Length > 2)
        {
            return null;
        }

        Span<char> lower = stackalloc char[2];
        var letters = lower[..prefix.ToLowerInvariant(lower)];
        return letters switch
        {
            "u" => new StringStyle(Escaping.Python, ""),
            "r" => new StringStyle(Escaping.PythonRaw, ""),
            "b" => new StringStyle(Escaping.PythonBytes, ""),
            "rb" or "br" => new StringStyle(Escaping.PythonRaw, ""),
            "f" => new StringStyle(Escaping.Python, "", HasFields: true),
            "rf" or "fr" => new StringStyle(Escaping.PythonRaw, "", HasFields: true),
            _ => null,
        };
    }

    private PythonToken Quoted(int start, StringStyle style, bool first, int column)
    {
        var quote = text[at];
        var isTriple = at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        style = style with { Quote = new string(quote, isTriple ? 3 : 1) };
        at += style.Quote.Length;
        var content = at;
        var isClosed = isTriple ? PassTriple(quote) : PassLine(quote);
        var end = at;
        at += isClosed ? style.Quote.Length : 0;
        isFirst = false; // a string may go on over lines
        var token = new StringToken(new TextSpan(start, at), new TextSpan(content, end), style, isClosed);
        return new PythonToken(PythonTokenKind.Text, token.Span, first, column, token);
    }

    /// <summary>To the quote, or to the end of the line. A backslash takes the next character with it, in raw strings too.</summary>
    private bool PassLine(char quote)
    {
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == quote)
            {
                return true;
            }

            if (c is '\n' or '\r')
            {
                return false;
            }

            if (c == '\\' && at + 1 < text.Length)
            {
                at++;
                if (text[at] is '\n' or '\r')
                {
                    PassLineEnd();
                    at--;
                }
            }
        }

        at = text.Length;
        return false;
    }

    private bool PassTriple(char quote)
    {
        var (content, line) = (at, lineStart);
        if (neverClosed.Contains(quote))
        {
            PassUntilLineEnd();
            return false;
        }

        while (at < text.Length)
        {
            var c = text[at];
            if (c == quote && at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote)
            {
                return true;
            }

            if (c is '\n' or '\r')
            {
                PassLineEnd();
            }
            else
            {
                at += c == '\\' && at + 1 < text.Length && text[at + 1] is not ('\n' or '\r') ? 2 : 1;
            }
        }

        neverClosed.Add(quote);
        (at, lineStart) = (content, line);
        PassUntilLineEnd();
        return false;
    }

    private void PassUntilLineEnd()
    {
        var length = text.AsSpan(at).IndexOfAny('\n', '\r');
        at = length < 0 ? text.Length : at + length;
    }

    private void PassLineEnd()
    {
        at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        lineStart = at;
        isFirst = true;
    }
}
