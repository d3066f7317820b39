using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Settings;

/// <summary>A part of a string between its own quotes; Python joins several that follow each other.</summary>
/// <param name="Span">Prefix and quotes included.</param>
/// <param name="Content">Between the quotes.</param>
/// <param name="FirstCharacter">Of the whole value, that this piece begins with.</param>
internal sealed record StringPiece(TextSpan Span, TextSpan Content, StringStyle Style, bool IsClosed, int FirstCharacter);

/// <summary>A string as a value, and where in the source each of its characters is written.</summary>
/// <param name="characters">Where each character of the value is written.</param>
/// <param name="isExact">Nothing in it is put in while the program runs.</param>
internal sealed class StringLiteral(string value, IReadOnlyList<TextSpan> characters, IReadOnlyList<StringPiece> pieces, bool isExact)
{
    public string Value { get; } = value;

    public IReadOnlyList<StringPiece> Pieces { get; } = pieces;

    public bool IsExact { get; } = isExact;

    public TextSpan Span => new(Pieces[0].Span.Start, Pieces[^1].Span.End);

    /// <summary>Between the outermost quotes.</summary>
    public TextSpan Content => new(Pieces[0].Content.Start, Pieces[^1].Content.End);

    /// <summary>Where characters of the value are written; of none, where they would be.</summary>
    public TextSpan SourceOf(int start, int end)
    {
        if (start < end)
        {
            return new TextSpan(characters[start].Start, characters[end - 1].End);
        }

        var at = start > 0 ? characters[start - 1].End
            : characters.Count > 0 ? characters[0].Start
            : Pieces[0].Content.Start;
        return new TextSpan(at, at);
    }

    /// <summary>The character of the value that is written at, or next after, a place in the source.</summary>
    public int CharacterAt(int offset)
    {
        var (low, high) = (0, characters.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = characters[middle].Start < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>
    /// What puts a text in the place of characters of the value, each piece in its own style: the new text goes to where
    /// the first was. Null where the style cannot say it.
    /// </summary>
    public IReadOnlyList<TextEdit>? Replace(int start, int end, string text, SourceText source)
    {
        var edits = new List<TextEdit>();
        var first = PieceOf(start, end);
        for (var i = 0; i < Pieces.Count; i++)
        {
            var (from, to) = (Math.Max(start, Pieces[i].FirstCharacter), Math.Min(end, EndOfPiece(i)));
            if (i != first && from >= to)
            {
                continue;
            }

            var written = i == first ? Pieces[i].Style.Write(text) : "";
            if (written is null)
            {
                return null;
            }

            var span = from < to ? SourceOf(from, to) : InsertionPoint(i, from);
            edits.Add(new TextEdit(source.RangeOf(span), written));
        }

        return edits;
    }

    private int EndOfPiece(int piece) => piece + 1 < Pieces.Count ? Pieces[piece + 1].FirstCharacter : Value.Length;

    /// <summary>The piece with the first character to go; where none goes, that with the one before.</summary>
    private int PieceOf(int start, int end)
    {
        var at = start < end ? start : Math.Max(0, start - 1);
        for (var i = 0; i < Pieces.Count; i++)
        {
            if (at < EndOfPiece(i))
            {
                return i;
            }
        }

        return Pieces.Count - 1;
    }

    private TextSpan InsertionPoint(int piece, int character)
    {
        var at = character > Pieces[piece].FirstCharacter ? characters[character - 1].End : Pieces[piece].Content.Start;
        return new TextSpan(at, at);
    }
}
