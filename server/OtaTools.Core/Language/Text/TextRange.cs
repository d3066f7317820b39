namespace OtaTools.Core.Language.Text;

/// <param name="End">Exclusive.</param>
public readonly record struct TextRange(TextPosition Start, TextPosition End)
{
    /// <summary>They share a character, or one ends where the other begins: a cursor at the end of a word is at the word.</summary>
    public bool Touches(TextRange other) => Start <= other.End && other.Start <= End;
}
