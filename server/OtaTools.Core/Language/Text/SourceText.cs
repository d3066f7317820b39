namespace OtaTools.Core.Language.Text;

/// <summary>A text and where its lines begin; lines end with LF, CR LF or CR, as LSP has it. Positions and offsets are in UTF-16 units.</summary>
public sealed class SourceText
{
    private readonly List<int> lineStarts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (var at = 0; at < text.Length;)
        {
            var ending = text.AsSpan(at).IndexOfAny('\n', '\r');
            if (ending < 0)
            {
                break;
            }

            at += ending + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
            {
                at++;
            }

            lineStarts.Add(at);
        }
    }

    public string Text { get; }

    public int Length => Text.Length;

    public int LineCount => lineStarts.Count;

    /// <summary>A position behind the end of its line is its end; behind the last line, the end of the text.</summary>
    public int OffsetOf(TextPosition position)
    {
        if (position.Line < 0)
        {
            return 0;
        }

        if (position.Line >= lineStarts.Count)
        {
            return Text.Length;
        }

        return Math.Min(lineStarts[position.Line] + Math.Max(0, position.Character), EndOfLine(position.Line));
    }

    public TextPosition PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var found = lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new TextPosition(line, Math.Min(offset, EndOfLine(line)) - lineStarts[line]);
    }

    public TextRange RangeOf(TextSpan span) => new(PositionOf(span.Start), PositionOf(span.End));

    public TextSpan SpanOf(TextRange range)
    {
        var (start, end) = (OffsetOf(range.Start), OffsetOf(range.End));
        return new TextSpan(Math.Min(start, end), Math.Max(start, end));
    }

    public ReadOnlySpan<char> Slice(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    public SourceText With(TextChange change)
    {
        if (change.Range is not { } range)
        {
            return new SourceText(change.Text);
        }

        var span = SpanOf(range);
        return new SourceText(string.Concat(Text.AsSpan(0, span.Start), change.Text, Text.AsSpan(span.End)));
    }

    /// <summary>One after the other: the ranges of each are those of the text that the one before left.</summary>
    public SourceText With(IEnumerable<TextChange> changes) => changes.Aggregate(this, (text, change) => text.With(change));

    /// <summary>All at once: the ranges of all are those of this text. Edits must not overlap.</summary>
    public SourceText With(IEnumerable<TextEdit> edits) =>
        edits.OrderByDescending(edit => edit.Range.Start).Aggregate(this, (text, edit) => text.With(new TextChange(edit.Range, edit.NewText)));

    private int EndOfLine(int line)
    {
        if (line + 1 == lineStarts.Count)
        {
            return Text.Length;
        }

        var end = lineStarts[line + 1] - 1;
        return end > lineStarts[line] && Text[end] == '\n' && Text[end - 1] == '\r' ? end - 1 : end;
    }
}
