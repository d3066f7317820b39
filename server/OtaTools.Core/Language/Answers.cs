using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language;

/// <param name="Code">Stable, for programs: <see cref="DiagnosticCodes"/>.</param>
/// <param name="Message">For a person: what, why, what to do. It never holds a password.</param>
public sealed record Diagnostic(string Code, Severity Severity, TextRange Range, string Message);

/// <param name="Markdown">What it is about is escaped.</param>
public sealed record HoverText(TextRange Range, string Markdown);

/// <summary>A command of the editor.</summary>
/// <param name="Id">One of <see cref="EditorCommands"/>.</param>
/// <param name="Arguments">Strings, <see cref="PasswordPlace"/>, <see cref="DocumentEdits"/>.</param>
public sealed record EditorCommand(string Id, params IReadOnlyList<object> Arguments);

/// <summary>Where a password and its network's name stand, quotes included; the editor reads them itself.</summary>
/// <param name="Ssid">Null where the document has none.</param>
public sealed record PasswordPlace(string Uri, TextRange Password, TextRange? Ssid);

/// <summary>Edits for a command to apply.</summary>
public sealed record DocumentEdits(string Uri, IReadOnlyList<TextEdit> Edits);

/// <summary>A line of its own above a line of the document.</summary>
public sealed record Lens(TextRange Range, string Title, EditorCommand Command);

/// <summary>What ends a diagnostic in one step: the edits first, then the command.</summary>
public sealed record Fix(string Title, Diagnostic Diagnostic, IReadOnlyList<TextEdit> Edits, EditorCommand? Command = null, bool IsPreferred = false);

/// <param name="Label">In the list.</param>
/// <param name="Detail">Beside it: version, fit.</param>
/// <param name="Documentation">Markdown.</param>
/// <param name="FilterText">What the typed text is compared with.</param>
/// <param name="SortText">Their order.</param>
public sealed record Completion(string Label, string Detail, string Documentation, string FilterText, string SortText, TextEdit Edit);

/// <param name="TargetPath">The file that it leads to.</param>
/// <param name="Tooltip">What opening it does.</param>
public sealed record Link(TextRange Range, string TargetPath, string Tooltip);
