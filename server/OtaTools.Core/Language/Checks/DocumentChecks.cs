using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Checks;

/// <summary>Everything that is wrong in a document, in its order.</summary>
internal static class DocumentChecks
{
    /// <summary>What a template is made of.</summary>
    private static readonly string[] Placeholding = [DiagnosticCodes.UrlPlaceholder, DiagnosticCodes.SsidPlaceholder, DiagnosticCodes.PasswordPlaceholder];

    public static IEnumerable<Problem> Of(SourceDocument document, WorkspaceFacts facts)
    {
        var found = DocumentSettings.Of(document);
        var isTemplate = FilePurpose.IsTemplate(document.Path);
        return FirmwareUrl.In(document, facts).SelectMany(OfUrl)
            .Concat(WifiChecks.Of(document, found, facts))
            .Concat(EmptyChecks.Of(document, found))
            .Concat(ValueChecks.Of(document, found))
            .Concat(document.Kind == DocumentKind.OtaJson ? KeyChecks.Of(document, found) : [])
            .Where(problem => !isTemplate || !Placeholding.Contains(problem.Code))
            .OrderBy(problem => problem.Span.Start);
    }

    /// <summary>What cannot be read as a URL is not judged further.</summary>
    private static IEnumerable<Problem> OfUrl(FirmwareUrl url) => UrlShapeChecks.Of(url) is { } unreadable
        ? [unreadable]
        : [.. HostChecks.Of(url), .. PortChecks.Of(url), .. FileChecks.Of(url)];
}
