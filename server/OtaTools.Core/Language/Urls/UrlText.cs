using System.Globalization;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Urls;

/// <summary>The parts of what is meant to be a URL, right or not: each a span of the text, empty where it is missing.</summary>
/// <param name="Text">As it stands.</param>
/// <param name="Separator">What stands between scheme and host: "://", or what somebody typed in its place.</param>
/// <param name="Port">Without its colon.</param>
/// <param name="HasPort">There is a colon, if nothing behind it.</param>
/// <param name="Path">From its slash to its end, without query.</param>
/// <param name="HasTail">A query or fragment follows the path.</param>
internal sealed record UrlText(
    string Text, TextSpan Scheme, TextSpan Separator, TextSpan Host, TextSpan Port, bool HasPort, TextSpan Path, bool HasUser, bool HasTail)
{
    private const string SeparatorSigns = ":;/\\";

    public static UrlText Of(string text)
    {
        var (scheme, separator) = Beginning(text);
        var authorityEnd = IndexOfAny(text, "/?#\\", separator.End);
        var user = text.AsSpan(separator.End, authorityEnd - separator.End).LastIndexOf('@');
        var hostStart = separator.End + user + 1;
        var authority = text.AsSpan(hostStart, authorityEnd - hostStart);
        var bracket = authority.StartsWith('[') ? Math.Max(0, authority.IndexOf(']')) : 0;
        var colon = authority[bracket..].IndexOf(':') is >= 0 and var found ? hostStart + bracket + found : -1;
        var hostEnd = colon >= 0 ? colon : authorityEnd;
        var pathEnd = IndexOfAny(text, "?#", authorityEnd);
        return new UrlText(
            text,
            scheme,
            separator,
            new TextSpan(hostStart, hostEnd),
            colon >= 0 ? new TextSpan(colon + 1, authorityEnd) : new TextSpan(hostEnd, hostEnd),
            colon >= 0,
            new TextSpan(authorityEnd, pathEnd),
            user >= 0,
            pathEnd < text.Length);
    }

    public string SchemeText => Slice(Scheme);

    public string SeparatorText => Slice(Separator);

    /// <summary>In lower case; of an IPv6 address without its brackets.</summary>
    public string HostText => Slice(Host).Trim('[', ']').ToLowerInvariant();

    /// <summary>Null where there is none, or one that is no port.</summary>
    public int? PortNumber =>
        int.TryParse(Slice(Port), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : null;

    /// <summary>The path with its escapes undone; a half one stays.</summary>
    public string PathText => Uri.UnescapeDataString(Slice(Path));

    /// <summary>The last name of the path; the whole path where it has none.</summary>
    public TextSpan FileName
    {
        get
        {
            var slash = Path.Start + Text.AsSpan(Path.Start, Path.Length).LastIndexOf('/');
            return slash >= Path.Start && slash + 1 < Path.End ? new TextSpan(slash + 1, Path.End) : Path;
        }
    }

    public string Slice(TextSpan span) => Text[span.Start..span.End];

    /// <summary>A word with "//" or so behind it is a scheme; one with a port or a path behind it is a host.</summary>
    private static (TextSpan Scheme, TextSpan Separator) Beginning(string text)
    {
        var wordEnd = 0;
        while (wordEnd < text.Length && (char.IsAsciiLetterOrDigit(text[wordEnd]) || text[wordEnd] is '+' or '-' or '.'))
        {
            wordEnd++;
        }

        var signsEnd = wordEnd;
        while (signsEnd < text.Length && SeparatorSigns.Contains(text[signsEnd]))
        {
            signsEnd++;
        }

        var signs = text[wordEnd..signsEnd];
        var word = text[..wordEnd];
        var isScheme = (signs.Contains("//", StringComparison.Ordinal) && !word.Contains('.', StringComparison.Ordinal))
            || (signs.Length > 0 && SchemeGuess.Means(word) is not null);
        return isScheme
            ? (new TextSpan(0, wordEnd), new TextSpan(wordEnd, signsEnd))
            : (new TextSpan(0, 0), new TextSpan(0, 0));
    }

    private static int IndexOfAny(string text, string signs, int start)
    {
        var index = text.AsSpan(start).IndexOfAny(signs);
        return index < 0 ? text.Length : start + index;
    }
}
