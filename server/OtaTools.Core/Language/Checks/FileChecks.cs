using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Checks;

/// <summary>Whether a board gets what it needs at a URL's path: in the words of the one verdict.</summary>
internal static class FileChecks
{
    public static IEnumerable<Problem> Of(FirmwareUrl url) => url.File is { } file ? OfFile(url, file) : OfMissing(url);

    /// <summary>"firmware-full-flash" of FullFlash.</summary>
    public static string CodeOf(FindingCode code) =>
        "firmware" + string.Concat(code.ToString().Select(c => char.IsAsciiLetterUpper(c) ? "-" + char.ToLowerInvariant(c) : c.ToString()));

    private static IEnumerable<Problem> OfFile(FirmwareUrl url, FirmwareFact file)
    {
        if (file.Unreadable is { } why)
        {
            yield return new Problem(DiagnosticCodes.FirmwareUnreadable, Severity.Warning, url.VisibleSpanOf(url.Parts.FileName), why);
        }

        foreach (var finding in file.Verdict?.Findings.Where(finding => finding.Severity > Severity.Remark) ?? [])
        {
            var name = Path.GetFileName(file.Path);
            yield return new Problem(CodeOf(finding.Code), finding.Severity, url.VisibleSpanOf(url.Parts.FileName), Strings.UrlFile(name, finding.Message))
            {
                Fixes = () => ImageOffers.InsteadOf(url, file, finding),
            };
        }
    }

    /// <summary>Only where this computer is asked at its own port: what lies on other servers is not known here.</summary>
    private static IEnumerable<Problem> OfMissing(FirmwareUrl url)
    {
        var isOurs = url.Facts.FilesKnown && url.IsHere && (!url.Parts.HasPort || url.AskedPort == url.OwnPort);
        if (!isOurs)
        {
            return [];
        }

        var path = url.Parts.PathText;
        var message = path.Length < 2 ? Strings.UrlWithoutFile() : Strings.UrlFileMissing(path, Path.GetFileName(url.Facts.Root ?? ""));
        return [new Problem(DiagnosticCodes.FileMissing, Severity.Warning, url.VisibleSpanOf(url.Parts.FileName), message) { Fixes = () => ImageOffers.For(url) }];
    }
}
