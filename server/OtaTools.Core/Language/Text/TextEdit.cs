namespace OtaTools.Core.Language.Text;

/// <summary>Text that takes the place of a range.</summary>
public sealed record TextEdit(TextRange Range, string NewText);
