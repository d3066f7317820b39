using System.Text.RegularExpressions;

namespace OtaTools.Core.Language.Checks;

/// <summary>What examples and templates put where somebody's own value belongs. A network that is really called MyWifi is none.</summary>
internal static partial class Placeholders
{
    /// <summary>A longer text was made by somebody for something.</summary>
    private const int Longest = 100;

    private static readonly string[] JapaneseWords = ["パスワード", "ネットワーク名", "アクセスポイント名", "ここに", "あなたの", "入力", "サーバー名", "アドレス"];

    /// <param name="host">In lower case.</param>
    public static bool IsHost(string host) =>
        host.Length <= Longest && (Host().IsMatch(host) || (Address().IsMatch(host) && host.AsSpan().IndexOfAny("x*?") >= 0) || IsJapanese(host));

    /// <summary>An SSID or a password that is none.</summary>
    public static bool IsWord(string text) => text.Length <= Longest && (Word().IsMatch(text) || IsJapanese(text));

    private static bool IsJapanese(string text) => JapaneseWords.Any(word => text.Contains(word, StringComparison.Ordinal));

    // The names of RFC 2606, the addresses of RFC 5737, and words such as <ip> and your-server.
    [GeneratedRegex(
        """
        \A(?: (?:.+\.)? example (?:\.(?:com|org|net))?
        | (?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}
        | <.*>? | \{.*\}? | … | x{3,} | ip
        | your[-_ ].* | your (?:ip|pc|host|server|computer|domain|address|url|machine|laptop).*
        | my[-_ ]?ip .*
        | (?:my[-_ ]?)? (?:pc|host|server|computer|lan|ip) [-_ ]? (?:ip|addr|address) | ip[-_]here | change[-_ ]?me | todo | tbd | fixme )\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(@"\A(?:\d{1,3}|[x*?]{1,3})(?:\.(?:\d{1,3}|[x*?]{1,3})){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(
        """
        \A(?: <.*> | \{.*\} | x{3,} | \*{3,} | \.{3,} | … | change[-_ ]?(?:me|this|it) | todo | tbd | fixme | placeholder
        | your[-_ ].* | your (?:ssid|wi-?fi|wlan|net|pass|home|router|key).*
        | (?:my[-_ ]?|the[-_ ]?)? (?:wi-?fi|wlan|network|router|home)? [-_ ]? (?:ssid|pass|passwd|password|passphrase) (?:[-_ ]here)?
        | (?:wi-?fi|network)[-_ ]name )\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
