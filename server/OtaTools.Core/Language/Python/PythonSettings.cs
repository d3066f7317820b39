using System.Globalization;
using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Python;

/// <summary>The assignments to our names in Python, at the top and indented.</summary>
internal sealed class PythonSettings
{
    /// <summary>A statement with more tokens gives no plain value.</summary>
    private const int LongestStatement = 128;

    private static readonly HashSet<string> StatementWords =
        ["import", "from", "def", "class", "if", "for", "while", "try", "with", "return", "async", "elif", "else", "except", "finally"];

    private readonly string text;
    private readonly List<PythonToken> statement = [];
    private readonly List<(Setting Setting, bool IsTop)> found = [];

    private PythonSettings(string text) => this.text = text;

    public static SettingsFound Of(string text)
    {
        var settings = new PythonSettings(text);
        settings.Read();
        var lastOfTop = settings.found.Where(one => one.IsTop).GroupBy(one => one.Setting.Name).ToDictionary(group => group.Key, group => group.Last().Setting);
        return new SettingsFound(
            [.. settings.found.Select(one => one.IsTop && lastOfTop[one.Setting.Name] != one.Setting ? one.Setting with { IsOverridden = true } : one.Setting)],
            []);
    }

    public static SettingKind? KindOf(ReadOnlySpan<char> name) => name switch
    {
        "FW_URL" => SettingKind.FirmwareUrl,
        "WIFI_SSID" => SettingKind.Ssid,
        "WIFI_PASS" or "WIFI_PASSWORD" => SettingKind.Password,
        "CHUNK" => SettingKind.Chunk,
        _ => null,
    };

    private void Read()
    {
        var scanner = new PythonScanner(text);
        var depth = 0;
        var column = 0;
        var isOurs = false;
        for (var token = scanner.Next(); found.Count < SettingsFound.Most; token = scanner.Next())
        {
            if (token.Kind == PythonTokenKind.End)
            {
                EndStatement(column);
                return;
            }

            if (token.IsFirst && depth > 0 && BeginsStatement(token))
            {
                EndStatement(column); // a bracket that was never closed
                depth = 0;
            }

            if (token.Kind == PythonTokenKind.LineEnd || (token.Kind == PythonTokenKind.Operator && depth == 0 && text[token.Span.Start] == ';'))
            {
                if (depth == 0)
                {
                    EndStatement(column);
                }

                continue;
            }

            if (token.Kind == PythonTokenKind.Operator)
            {
                depth = Math.Max(0, depth + (text[token.Span.Start] is '(' or '[' or '{' ? 1 : text[token.Span.Start] is ')' or ']' or '}' ? -1 : 0));
            }

            if (statement.Count == 0 && token.IsFirst)
            {
                column = token.Column;
            }

            // Of a statement that is none of ours the first token is enough.
            if (statement.Count == 0 || (statement.Count <= LongestStatement && isOurs))
            {
                statement.Add(token);
                isOurs = statement.Count > 1 || (token.Kind == PythonTokenKind.Name && KindOf(Slice(token)) is not null);
            }
        }
    }

    private bool BeginsStatement(PythonToken token)
    {
        if (token.Kind != PythonTokenKind.Name || token.Column != 0)
        {
            return false;
        }

        var name = Slice(token);
        return KindOf(name) is not null || StatementWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
    }

    private void EndStatement(int column)
    {
        if (statement.Count >= 2 && statement[0].Kind == PythonTokenKind.Name && KindOf(Slice(statement[0])) is { } kind && ValueTokens() is { } value)
        {
            int? network = kind is SettingKind.Ssid or SettingKind.Password ? 0 : null;
            found.Add((new Setting(kind, Slice(statement[0]).ToString(), statement[0].Span, ValueOf(value), network), column == 0));
        }

        statement.Clear();
    }

    /// <summary>What follows "NAME =" or "NAME: type ="; null where it is no assignment.</summary>
    private List<PythonToken>? ValueTokens()
    {
        var equals = 1;
        if (IsOperator(statement[1], ':'))
        {
            equals = statement.FindIndex(token => IsOperator(token, '='));
        }

        var isAssignment = equals > 0 && IsOperator(statement[equals], '=')
            && !(equals + 1 < statement.Count && IsOperator(statement[equals + 1], '=') && statement[equals + 1].Span.Start == statement[equals].Span.End);
        return isAssignment ? statement[(equals + 1)..] : null;
    }

    private SettingValue? ValueOf(List<PythonToken> tokens)
    {
        if (tokens.Count == 0)
        {
            return null;
        }

        var whole = new TextSpan(tokens[0].Span.Start, tokens[^1].Span.End);
        if (statement.Count > LongestStatement)
        {
            return new SettingValue(ValueKind.Expression, whole);
        }

        // const() is MicroPython's; a bracket that is still open is normal while it is typed.
        var (first, last) = (0, tokens.Count - 1);
        while (first <= last && (IsOperator(tokens[first], '(') || (IsName(tokens[first], "const") && first < last && IsOperator(tokens[first + 1], '('))))
        {
            first += IsOperator(tokens[first], '(') ? 1 : 2;
            last -= IsOperator(tokens[last], ')') ? 1 : 0;
        }

        var inner = first <= last ? tokens[first..(last + 1)] : [];
        if (inner.Count > 0 && inner.All(token => token.Kind == PythonTokenKind.Text))
        {
            var literal = StringDecoder.Decode(text, inner.Select(token => token.Text));
            return new SettingValue(ValueKind.Text, literal.Span, literal);
        }

        return Plain(inner) ?? new SettingValue(ValueKind.Expression, whole);
    }

    private SettingValue? Plain(List<PythonToken> tokens)
    {
        var isNegative = tokens.Count == 2 && IsOperator(tokens[0], '-');
        if (tokens.Count != (isNegative ? 2 : 1))
        {
            return null;
        }

        var span = new TextSpan(tokens[0].Span.Start, tokens[^1].Span.End);
        if (tokens[^1].Kind == PythonTokenKind.Number)
        {
            return NumberOf(Slice(tokens[^1])) is { } number ? new SettingValue(ValueKind.Number, span, Number: isNegative ? -number : number) : null;
        }

        return tokens[0].Kind != PythonTokenKind.Name ? null : Slice(tokens[0]) switch
        {
            "None" => new SettingValue(ValueKind.Nothing, span),
            "True" or "False" => new SettingValue(ValueKind.Truth, span),
            _ => null,
        };
    }

    private static double? NumberOf(ReadOnlySpan<char> written)
    {
        var digits = written.ToString().Replace("_", "", StringComparison.Ordinal);
        var radix = digits.Length > 2 && digits[0] == '0' ? char.ToLowerInvariant(digits[1]) : ' ';
        var style = radix switch { 'x' => NumberStyles.AllowHexSpecifier, 'b' => NumberStyles.AllowBinarySpecifier, _ => NumberStyles.None };
        if (style != NumberStyles.None)
        {
            return long.TryParse(digits.AsSpan(2), style, CultureInfo.InvariantCulture, out var whole) ? whole : null;
        }

        return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private bool IsOperator(PythonToken token, char sign) => token.Kind == PythonTokenKind.Operator && text[token.Span.Start] == sign;

    private bool IsName(PythonToken token, string name) => token.Kind == PythonTokenKind.Name && Slice(token).SequenceEqual(name);

    private ReadOnlySpan<char> Slice(PythonToken token) => text.AsSpan(token.Span.Start, token.Span.Length);
}
