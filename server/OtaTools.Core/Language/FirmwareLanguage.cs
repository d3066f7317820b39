using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language;

/// <summary>
/// What the editor says where people write down firmware: pure functions of a document and of what is known around it.
/// Half-typed and broken text is normal input; no text makes any of them fail.
/// </summary>
public static class FirmwareLanguage
{
    /// <summary>Something of ours is in it: a setting, at the least.</summary>
    public static bool IsOurs(SourceDocument document) => false;

    /// <summary>The names in URLs that <see cref="WorkspaceFacts.Names"/> should tell of, in lower case.</summary>
    public static IReadOnlyList<string> HostsOf(SourceDocument document) => [];

    public static IReadOnlyList<Diagnostic> Diagnose(SourceDocument document, WorkspaceFacts facts) => [];

    public static HoverText? HoverAt(SourceDocument document, TextPosition position, WorkspaceFacts facts) => null;

    public static IReadOnlyList<Lens> Lenses(SourceDocument document, WorkspaceFacts facts) => [];

    /// <param name="range">Where the cursor is, or what is selected.</param>
    /// <param name="given">The codes and ranges of the diagnostics that the editor asks about; null: all that touch the range.</param>
    public static IReadOnlyList<Fix> FixesFor(
        SourceDocument document, TextRange range, IReadOnlyList<(string Code, TextRange Range)>? given, WorkspaceFacts facts) => [];

    public static IReadOnlyList<Completion> CompletionsAt(SourceDocument document, TextPosition position, WorkspaceFacts facts) => [];

    public static IReadOnlyList<Link> Links(SourceDocument document, WorkspaceFacts facts) => [];
}
