using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Urls;

/// <summary>A firmware URL in a document: its parts, where it leads, and what it names.</summary>
/// <param name="File">The file of the workspace at the URL's path; null where there is none.</param>
internal sealed record FirmwareUrl(SourceDocument Document, Setting Setting, StringLiteral Literal, UrlText Parts, HostKind Host, FirmwareFact? File, WorkspaceFacts Facts)
{
    public static IEnumerable<FirmwareUrl> In(SourceDocument document, WorkspaceFacts facts) =>
        from setting in DocumentSettings.Of(document).Of(SettingKind.FirmwareUrl)
        let literal = setting.Text
        where literal is { Value.Length: > 0 }
        let parts = UrlText.Of(literal.Value)
        let host = HostKinds.Of(parts.HostText, facts)
        select new FirmwareUrl(document, setting, literal, parts, host, host == HostKind.Elsewhere ? null : FilesByUrl.Find(facts.Files, parts.PathText), facts);

    /// <summary>This computer is meant, as far as can be told: by its address, or by a file that lies here.</summary>
    public bool IsHere =>
        Host is HostKind.ThisComputer or HostKind.ThisComputerVirtually or HostKind.Loopback
        || (Host is HostKind.OtherPrivate or HostKind.Unresolved && File is not null);

    /// <summary>The port that this computer serves on, or would; null where the system chooses one.</summary>
    public int? OwnPort => (Facts.IsServed ? Facts.Serving!.Port : Facts.Port) is > 0 and var port ? port : null;

    /// <summary>The port that a board would ask at; null where what is written is no port.</summary>
    public int? AskedPort => Parts.HasPort ? Parts.PortNumber : Parts.SchemeText == "https" ? 443 : 80;

    public TextSpan SpanOf(TextSpan part) => Literal.SourceOf(part.Start, part.End);

    /// <summary>A part's place, or the whole URL's where the part is empty: a squiggle has to be seen.</summary>
    public TextSpan VisibleSpanOf(TextSpan part) => part.Length > 0 ? SpanOf(part) : Literal.Span;

    /// <returns>Null where the literal's style cannot say it.</returns>
    public IReadOnlyList<TextEdit>? Replace(TextSpan part, string text) => Literal.Replace(part.Start, part.End, text, Document.Source);
}
