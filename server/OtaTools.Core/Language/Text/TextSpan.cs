namespace OtaTools.Core.Language.Text;

/// <summary>A piece of a document, by offsets in UTF-16 units.</summary>
/// <param name="End">Exclusive.</param>
public readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>A cursor at either end is in it.</summary>
    public bool Touches(int offset) => Start <= offset && offset <= End;
}
