using System.Globalization;
using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Json;

/// <summary>The keys of ota.json: those of the outermost object, and of the objects in "wifi". What is nested deeper is only passed over.</summary>
internal sealed class JsonSettings
{
    private readonly string text;
    private readonly List<Setting> found = [];
    private readonly List<NetworkFound> networks = [];

    /// <summary>The key that waits for its value, by depth: of the outermost object, and of a network.</summary>
    private StringToken? outerKey, networkKey;
    private bool outerColon, networkColon, isWifi, isObject;
    private int networkStart = -1;

    /// <summary>1 in the outermost object, 2 in a list in it, 3 in an object of that.</summary>
    private int depth;

    private bool IsOuter => depth == 1 && isObject;

    private bool IsNetwork => depth == 3 && isWifi && networkStart >= 0;

    private JsonSettings(string text) => this.text = text;

    public static SettingsFound Of(string text)
    {
        var settings = new JsonSettings(text);
        settings.Read();
        var last = settings.found.GroupBy(one => (one.Name, one.Network)).ToDictionary(group => group.Key, group => group.Last());
        return new SettingsFound(
            [.. settings.found.Select(one => last[(one.Name, one.Network)] != one ? one with { IsOverridden = true } : one)],
            settings.networks);
    }

    public static SettingKind KindOf(string key, bool inNetwork) => (key, inNetwork) switch
    {
        ("ssid", true) => SettingKind.Ssid,
        ("password", true) => SettingKind.Password,
        ("wifi", false) => SettingKind.Networks,
        ("fw_url", false) => SettingKind.FirmwareUrl,
        ("chunk", false) => SettingKind.Chunk,
        ("wait", false) => SettingKind.Wait,
        ("trial", false) => SettingKind.Trial,
        ("limit", false) => SettingKind.Limit,
        ("key", false) => SettingKind.PublicKey,
        ("scripts", false) => SettingKind.Scripts,
        _ => SettingKind.Unknown,
    };

    private void Read()
    {
        var scanner = new JsonScanner(text);
        for (var token = scanner.Next(); found.Count + networks.Count < SettingsFound.Most; token = scanner.Next())
        {
            if (token.Kind == JsonTokenKind.End)
            {
                break;
            }

            var sign = token.Kind == JsonTokenKind.Sign ? text[token.Span.Start] : '\0';
            switch (sign)
            {
                case '{' or '[':
                    Open(token, sign);
                    break;
                case '}' or ']':
                    Close(token.Span.End);
                    break;
                case ':':
                    outerColon |= IsOuter;
                    networkColon |= IsNetwork;
                    break;
                case ',':
                    EndPair();
                    break;
                default:
                    Take(token);
                    break;
            }
        }

        EndPair();
        if (depth >= 3 && isWifi && networkStart >= 0)
        {
            networks.Add(new NetworkFound(new TextSpan(networkStart, text.Length), IsClosed: false));
            depth = 1;
            EndPair();
        }
    }

    private void Open(JsonToken token, char sign)
    {
        var kind = sign == '{' ? ValueKind.Object : ValueKind.List;
        if (depth == 0)
        {
            isObject = sign == '{';
        }
        else if (IsOuter && outerKey is not null)
        {
            isWifi = sign == '[' && KeyIs("wifi");
            Found(ref outerKey, ref outerColon, new SettingValue(kind, token.Span), null);
        }
        else if (IsNetwork && networkKey is not null)
        {
            Found(ref networkKey, ref networkColon, new SettingValue(kind, token.Span), networks.Count);
        }
        else if (depth == 2 && isWifi)
        {
            networkStart = sign == '{' ? token.Span.Start : -1;
            (networkKey, networkColon) = (null, false);
        }

        depth++;
    }

    private void Close(int end)
    {
        EndPair();
        if (IsNetwork)
        {
            networks.Add(new NetworkFound(new TextSpan(networkStart, end), IsClosed: true));
        }

        isWifi &= depth > 2;
        depth = Math.Max(0, depth - 1);
    }

    private void Take(JsonToken token)
    {
        if (IsOuter)
        {
            TakeIn(token, ref outerKey, ref outerColon, null);
        }
        else if (IsNetwork)
        {
            TakeIn(token, ref networkKey, ref networkColon, networks.Count);
        }
    }

    private void TakeIn(JsonToken token, ref StringToken? key, ref bool colon, int? network)
    {
        if (key is not null && colon)
        {
            Found(ref key, ref colon, ValueOf(token), network);
        }
        else if (token.Kind == JsonTokenKind.Text)
        {
            (key, colon) = (token.Text, false); // after a comma that is missing, too
        }
    }

    /// <summary>A key without a value, as while one is typed.</summary>
    private void EndPair()
    {
        if (IsOuter && outerKey is not null)
        {
            Found(ref outerKey, ref outerColon, null, null);
        }
        else if (IsNetwork && networkKey is not null)
        {
            Found(ref networkKey, ref networkColon, null, networks.Count);
        }
    }

    private void Found(ref StringToken? key, ref bool colon, SettingValue? value, int? network)
    {
        if (key is { } token)
        {
            var name = StringDecoder.Decode(text, [token]).Value;
            found.Add(new Setting(KindOf(name, network is not null), name, token.Content, value, network));
        }

        (key, colon) = (null, false);
    }

    private bool KeyIs(string name) => outerKey is { } key && StringDecoder.Decode(text, [key]).Value == name;

    private SettingValue ValueOf(JsonToken token)
    {
        if (token.Kind == JsonTokenKind.Text)
        {
            var literal = StringDecoder.Decode(text, [token.Text]);
            return new SettingValue(ValueKind.Text, literal.Span, literal);
        }

        var word = text.AsSpan(token.Span.Start, token.Span.Length);
        return word switch
        {
            "true" or "false" => new SettingValue(ValueKind.Truth, token.Span),
            "null" => new SettingValue(ValueKind.Nothing, token.Span),
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
                new SettingValue(ValueKind.Number, token.Span, Number: number),
            _ => new SettingValue(ValueKind.Expression, token.Span),
        };
    }
}
