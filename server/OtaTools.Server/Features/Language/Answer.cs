using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language;
using OtaTools.Core.Language.Text;
using Wire = Microsoft.VisualStudio.LanguageServer.Protocol;

namespace OtaTools.Server.Features.Language;

/// <summary>Core's answers as the protocol's records.</summary>
internal static class Answer
{
    public const string Source = "OtaTools";

    public static Wire.Diagnostic Of(Diagnostic diagnostic) => new()
    {
        Range = Of(diagnostic.Range),
        Severity = diagnostic.Severity switch
        {
            Severity.Error => Wire.DiagnosticSeverity.Error,
            Severity.Warning => Wire.DiagnosticSeverity.Warning,
            _ => Wire.DiagnosticSeverity.Information,
        },
        Code = diagnostic.Code,
        Source = Source,
        Message = diagnostic.Message,
    };

    public static Wire.Hover Of(HoverText hover) => new() { Contents = Markdown(hover.Markdown), Range = Of(hover.Range) };

    public static Wire.CodeLens Of(Lens lens) => new() { Range = Of(lens.Range), Command = Of(lens.Command, lens.Title) };

    /// <param name="asked">The diagnostics that the editor asked about.</param>
    public static Wire.CodeAction Of(Fix fix, Uri document, IEnumerable<Wire.Diagnostic> asked)
    {
        var range = Of(fix.Diagnostic.Range);
        var answered = asked.FirstOrDefault(diagnostic => Code(diagnostic) == fix.Diagnostic.Code && diagnostic.Range.Equals(range));
        return new PreferableAction
        {
            Title = fix.Title,
            Kind = Wire.CodeActionKind.QuickFix,
            Diagnostics = [answered ?? Of(fix.Diagnostic)],
            Edit = fix.Edits.Count == 0 ? null : new Wire.WorkspaceEdit { Changes = new() { [document.AbsoluteUri] = [.. fix.Edits.Select(Of)] } },
            Command = fix.Command is null ? null : Of(fix.Command, fix.Title),
            IsPreferred = fix.IsPreferred,
        };
    }

    public static Wire.CompletionItem Of(Completion completion) => new()
    {
        Label = completion.Label,
        Kind = Wire.CompletionItemKind.File,
        Detail = completion.Detail,
        Documentation = Markdown(completion.Documentation),
        FilterText = completion.FilterText,
        SortText = completion.SortText,
        TextEdit = Of(completion.Edit),
    };

    public static Wire.DocumentLink Of(Link link) => new ExplainedLink { Range = Of(link.Range), Target = FileUri.Of(link.TargetPath), Tooltip = link.Tooltip };

    public static TextRange Read(Wire.Range range) => new(Read(range.Start), Read(range.End));

    public static TextPosition Read(Wire.Position position) => new(position.Line, position.Character);

    /// <summary>Of a diagnostic of ours; null of anybody else's.</summary>
    public static string? Code(Wire.Diagnostic diagnostic) => diagnostic.Source == Source ? diagnostic.Code?.Value as string : null;

    private static Wire.Command Of(EditorCommand command, string title) => new() { Title = title, CommandIdentifier = command.Id, Arguments = [.. command.Arguments] };

    private static Wire.MarkupContent Markdown(string text) => new() { Kind = Wire.MarkupKind.Markdown, Value = text };

    private static Wire.TextEdit Of(TextEdit edit) => new() { Range = Of(edit.Range), NewText = edit.NewText };

    private static Wire.Range Of(TextRange range) => new() { Start = Of(range.Start), End = Of(range.End) };

    private static Wire.Position Of(TextPosition position) => new(position.Line, position.Character);
}
