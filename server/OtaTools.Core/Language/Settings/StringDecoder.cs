using System.Globalization;
using System.Text;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Settings;

/// <summary>The value of a string as it is written, with the place of each of its characters.</summary>
internal sealed class StringDecoder(string source)
{
    /// <summary>No setting is longer; of a longer string only the beginning is read, and nothing is said about it.</summary>
    public const int LongestValue = 8192;

    private readonly StringBuilder value = new();
    private readonly List<TextSpan> characters = [];
    private readonly List<StringPiece> pieces = [];
    private bool isExact = true;

    public static StringLiteral Decode(string source, IEnumerable<StringToken> tokens)
    {
        var decoder = new StringDecoder(source);
        foreach (var token in tokens)
        {
            decoder.Add(token);
        }

        return new StringLiteral(decoder.value.ToString(), decoder.characters, decoder.pieces, decoder.isExact);
    }

    private void Add(StringToken token)
    {
        pieces.Add(new StringPiece(token.Span, token.Content, token.Style, token.IsClosed, value.Length));
        for (var at = token.Content.Start; at < token.Content.End;)
        {
            if (value.Length >= LongestValue)
            {
                isExact = false;
                return;
            }

            var before = characters.Count;
            at = source[at] switch
            {
                '\\' when token.Style.Escaping != Escaping.PythonRaw => Escape(at, token),
                '{' or '}' when token.Style.HasFields => Brace(at, token.Content.End),
                _ => Append(source[at], at, at + 1),
            };

            // Bytes beyond ASCII are parts of characters.
            isExact &= token.Style.Escaping != Escaping.PythonBytes || characters.Count == before || value[^1] < 0x80;
        }
    }

    private int Append(int character, int start, int end)
    {
        foreach (var unit in character > char.MaxValue ? char.ConvertFromUtf32(character) : ((char)character).ToString())
        {
            value.Append(unit);
            characters.Add(new TextSpan(start, end));
        }

        return end;
    }

    private int Brace(int at, int end)
    {
        if (at + 1 < end && source[at + 1] == source[at])
        {
            return Append(source[at], at, at + 2);
        }

        isExact = false;
        var depth = 0;
        for (; at < end; at++)
        {
            depth += source[at] == '{' ? 1 : source[at] == '}' ? -1 : 0;
            if (depth <= 0)
            {
                return at + 1;
            }
        }

        return end;
    }

    private int Escape(int at, StringToken token)
    {
        var end = token.Content.End;
        if (at + 1 >= end)
        {
            return Append('\\', at, at + 1);
        }

        var next = source[at + 1];
        if (token.Style.Escaping == Escaping.Json)
        {
            return next switch
            {
                'u' => Digits(at, 4, end),
                _ when "\"\\/bfnrt".Contains(next) => Append(Control(next), at, at + 2),
                _ => Append('\\', at, at + 1),
            };
        }

        return next switch
        {
            '\n' => at + 2,
            '\r' => at + 2 < end && source[at + 2] == '\n' ? at + 3 : at + 2,
            'x' => Digits(at, 2, end),
            'u' when token.Style.Escaping == Escaping.Python => Digits(at, 4, end),
            'U' when token.Style.Escaping == Escaping.Python => Digits(at, 8, end),
            >= '0' and <= '7' => Octal(at, end),
            _ when "\\'\"abfnrtv".Contains(next) => Append(Control(next), at, at + 2),
            _ => Append('\\', at, at + 1),
        };
    }

    private static char Control(char letter) => letter switch
    {
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => letter,
    };

    private int Digits(int at, int count, int end) =>
        at + 2 + count <= end
        && int.TryParse(source.AsSpan(at + 2, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
        && code is >= 0 and <= 0x10FFFF
        && (count != 8 || code is < 0xD800 or > 0xDFFF)
            ? Append(code, at, at + 2 + count)
            : Append('\\', at, at + 1);

    private int Octal(int at, int end)
    {
        var (code, next) = (0, at + 1);
        for (; next < end && next < at + 4 && source[next] is >= '0' and <= '7'; next++)
        {
            code = (code * 8) + (source[next] - '0');
        }

        return Append(code, at, next);
    }
}
