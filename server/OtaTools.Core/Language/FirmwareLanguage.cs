using OtaTools.Core.Language.Assistance;
using OtaTools.Core.Language.Checks;
using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language;

/// <summary>
/// What the editor says where people write down firmware: pure functions of a document and of what is known around it.
/// Half-typed and broken text is normal input; no text makes any of them fail.
/// </summary>
public static class FirmwareLanguage
{
    /// <summary>The names of ours by themselves: CHUNK is everybody's.</summary>
    private static readonly SettingKind[] Telling = [SettingKind.FirmwareUrl, SettingKind.Ssid, SettingKind.Password];

    /// <summary>ota.json, and Python with one of our names. What a test sets is for the test, and its made-up addresses and passwords are right.</summary>
    public static bool IsOurs(SourceDocument document) =>
        document.Kind == DocumentKind.OtaJson
        || Path.GetFileName(document.Path) == "ota.py"
        || !FilePurpose.IsTest(document.Path) && DocumentSettings.Of(document).All.Any(setting => Telling.Contains(setting.Kind));

    /// <summary>The names in URLs that <see cref="WorkspaceFacts.Names"/> should tell of, in lower case; none that is still being typed.</summary>
    public static IReadOnlyList<string> HostsOf(SourceDocument document) => !IsOurs(document) ? [] :
    [
        .. FirmwareUrl.In(document, new WorkspaceFacts())
            .Where(url => url.Parts.HasPort || url.Parts.Path.Length > 0)
            .Select(url => url.Parts.HostText)
            .Where(host => HostKinds.IsName(host) && !Placeholders.IsHost(host))
            .Distinct(),
    ];

    public static IReadOnlyList<Diagnostic> Diagnose(SourceDocument document, WorkspaceFacts facts) =>
        IsOurs(document) ? [.. DocumentChecks.Of(document, facts).Select(problem => DiagnosticOf(document, problem))] : [];

    public static HoverText? HoverAt(SourceDocument document, TextPosition position, WorkspaceFacts facts) =>
        IsOurs(document) ? Hovers.At(document, position, facts) : null;

    public static IReadOnlyList<Lens> Lenses(SourceDocument document, WorkspaceFacts facts) => IsOurs(document) ? [.. CodeLenses.Of(document, facts)] : [];

    /// <param name="range">Where the cursor is, or what is selected.</param>
    /// <param name="given">The codes and ranges of the diagnostics that the editor asks about; null: all that touch the range.</param>
    public static IReadOnlyList<Fix> FixesFor(
        SourceDocument document, TextRange range, IReadOnlyList<(string Code, TextRange Range)>? given, WorkspaceFacts facts) => !IsOurs(document) ? [] :
    [
        .. from problem in DocumentChecks.Of(document, facts)
           let diagnostic = DiagnosticOf(document, problem)
           where given is null ? diagnostic.Range.Touches(range) : given.Contains((diagnostic.Code, diagnostic.Range))
           from offer in problem.Fixes()
           select new Fix(offer.Title, diagnostic, offer.Edits, offer.Command, offer.IsPreferred),
    ];

    public static IReadOnlyList<Completion> CompletionsAt(SourceDocument document, TextPosition position, WorkspaceFacts facts) =>
        [.. Completions.At(document, position, facts)];

    public static IReadOnlyList<Link> Links(SourceDocument document, WorkspaceFacts facts) =>
    [
        .. from url in FirmwareUrl.In(document, facts)
           let file = url.File
           where file is not null
           select new Link(document.Source.RangeOf(url.Literal.Content), file.Path, Strings.LinkOpenImage()),
    ];

    private static Diagnostic DiagnosticOf(SourceDocument document, Problem problem) =>
        new(problem.Code, problem.Severity, document.Source.RangeOf(problem.Span), problem.Message);
}
