namespace OtaTools.Core.Language.Text;

/// <summary>What an editor reports of a document that was changed.</summary>
/// <param name="Range">Null: the text is the whole document.</param>
public sealed record TextChange(TextRange? Range, string Text);
