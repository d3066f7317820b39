using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Text;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Checks;

/// <summary>What keeps a text from being a URL that a board can ask for; the rules are those of server/device/ota_net.py.</summary>
internal static class UrlShapeChecks
{
    public static Problem? Of(FirmwareUrl url)
    {
        var parts = url.Parts;
        var trimmed = parts.Text.Trim();
        if (trimmed.Length != parts.Text.Length)
        {
            var whole = new TextSpan(0, parts.Text.Length);
            return new Problem(DiagnosticCodes.UrlInvalid, Severity.Error, url.SpanOf(whole), Strings.UrlSpaceAround())
            {
                Fixes = () => Problem.Offer(Strings.FixRemoveSpaces(), url.Replace(whole, trimmed)),
            };
        }

        return OfPlaceholder(url) ?? OfScheme(url) ?? OfHost(url) ?? OfPath(url);
    }

    private static Problem? OfPlaceholder(FirmwareUrl url)
    {
        var parts = url.Parts;
        if (!Placeholders.IsHost(parts.HostText) && !parts.Text.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        var span = Placeholders.IsHost(parts.HostText) ? parts.Host : new TextSpan(0, parts.Text.Length);
        return new Problem(DiagnosticCodes.UrlPlaceholder, Severity.Error, url.VisibleSpanOf(span), Strings.UrlPlaceholder(url.Parts.Slice(span)))
        {
            Fixes = () => span == parts.Host ? HostChecks.UseReachable(url) : [],
        };
    }

    private static Problem? OfScheme(FirmwareUrl url)
    {
        var (parts, scheme) = (url.Parts, url.Parts.SchemeText);
        if (SchemeGuess.IsRight(scheme) && parts.SeparatorText == "://")
        {
            return null;
        }

        var beginning = new TextSpan(0, parts.Separator.End);
        if (SchemeGuess.Means(scheme) is { } meant)
        {
            return Misspelt(Strings.SchemeMisspelt(parts.Slice(beginning), meant + "://"), meant);
        }

        if (scheme.Length > 0)
        {
            return new Problem(DiagnosticCodes.SchemeUnsupported, Severity.Error, url.SpanOf(parts.Scheme), Strings.SchemeUnsupported(scheme))
            {
                Fixes = () => Problem.Offer(Strings.FixScheme("http://"), url.Replace(beginning, "http://"), isPreferred: false),
            };
        }

        return Misspelt(Strings.SchemeMissing(), "http");

        Problem Misspelt(string message, string right) => new(DiagnosticCodes.SchemeMisspelt, Severity.Error, url.VisibleSpanOf(beginning), message)
        {
            Fixes = () => Problem.Offer(Strings.FixScheme(right + "://"), url.Replace(beginning, right + "://")),
        };
    }

    private static Problem? OfHost(FirmwareUrl url)
    {
        var parts = url.Parts;
        if (url.Host is HostKind.Missing or HostKind.HalfAddress)
        {
            var message = url.Host == HostKind.Missing ? Strings.HostMissing() : Strings.HostHalfAddress(parts.HostText);
            return new Problem(DiagnosticCodes.UrlInvalid, Severity.Error, url.VisibleSpanOf(parts.Host), message) { Fixes = () => HostChecks.UseReachable(url) };
        }

        return parts.HasUser || parts.HostText.Contains(':', StringComparison.Ordinal) || parts.HostText.Any(c => c <= ' ' || c is '"' or '<' or '>' or '`' or '|')
            ? new Problem(DiagnosticCodes.UrlInvalid, Severity.Error, url.VisibleSpanOf(parts.Host), Strings.HostUnusable(parts.Slice(parts.Host)))
            : null;
    }

    /// <summary>The board sends the path as it stands, in a line that ends at the first space.</summary>
    private static Problem? OfPath(FirmwareUrl url)
    {
        var path = url.Parts.Slice(url.Parts.Path);
        return path.All(c => c > ' ' && c < '\x7F' && c != '\\')
            ? null
            : new Problem(DiagnosticCodes.UrlInvalid, Severity.Error, url.SpanOf(url.Parts.Path), Strings.PathUnescaped())
            {
                Fixes = () => Problem.Offer(Strings.FixEscape(), url.Replace(url.Parts.Path, Escape(path))),
            };
    }

    private static string Escape(string path) =>
        string.Join('/', path.Replace('\\', '/').Split('/').Select(name => Uri.EscapeDataString(Uri.UnescapeDataString(name))));
}
