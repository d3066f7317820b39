using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Tests.Language.Text;

public class SourceTextTests
{
    private static readonly Gen<string> AnyText = Gen.Elements("a", "\t", "\n", "\r", "\r\n", "設", "😀", "\uFEFF", "\"", " ").ListOf().Select(string.Concat);

    [Theory]
    [InlineData("", 1)]
    [InlineData("a\nb", 2)]
    [InlineData("a\r\nb\rc\n", 4)]
    [InlineData("\r\n\r\n", 3)]
    [InlineData("\n\r", 3)]
    public void Lines_end_with_any_of_the_three_line_ends(string text, int lines) => new SourceText(text).LineCount.ShouldBe(lines);

    [Theory]
    [InlineData("😀b", 0, 2, 2)] // a character beyond the first plane counts twice
    [InlineData("設定 = 1\r\nx", 1, 0, 8)]
    [InlineData("ab\r\ncd", 0, 99, 2)] // behind its end a line ends before its line end
    [InlineData("ab\rcd", 1, 1, 4)]
    [InlineData("ab", 7, 0, 2)]
    [InlineData("ab", -1, 5, 0)]
    public void A_position_is_counted_in_utf16_units(string text, int line, int character, int offset) =>
        new SourceText(text).OffsetOf(new TextPosition(line, character)).ShouldBe(offset);

    [Fact]
    public void Every_offset_comes_back_from_its_position_but_between_cr_and_lf() => Prop.ForAll(AnyText.ToArbitrary(), text =>
    {
        var source = new SourceText(text);
        for (var offset = 0; offset <= text.Length; offset++)
        {
            var inLineEnd = offset > 0 && offset < text.Length && text[offset - 1] == '\r' && text[offset] == '\n';
            source.OffsetOf(source.PositionOf(offset)).ShouldBe(inLineEnd ? offset - 1 : offset);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_change_of_a_range_leaves_what_the_editor_has() => Prop.ForAll(
        Gen.Zip(Gen.Zip(AnyText, AnyText), Gen.Zip(Gen.Choose(0, 40), Gen.Choose(0, 40))).ToArbitrary(),
        sample =>
        {
            var ((text, inserted), (one, other)) = (sample.Item1, sample.Item2);
            var source = new SourceText(text);
            var (start, end) = (Math.Min(Math.Min(one, other), text.Length), Math.Min(Math.Max(one, other), text.Length));
            var range = source.RangeOf(new TextSpan(start, end));
            var span = source.SpanOf(range);

            var changed = source.With(new TextChange(range, inserted));

            changed.Text.ShouldBe(text[..span.Start] + inserted + text[span.End..]);
            changed.LineCount.ShouldBe(new SourceText(changed.Text).LineCount);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Changes_follow_each_other()
    {
        var changed = new SourceText("a\nb").With(
        [
            new TextChange(new TextRange(new TextPosition(1, 0), new TextPosition(1, 1)), "x\ny"),
            new TextChange(new TextRange(new TextPosition(2, 1), new TextPosition(2, 1)), "!"),
        ]);

        changed.Text.ShouldBe("a\nx\ny!");
    }

    [Fact]
    public void A_change_without_a_range_is_the_whole_text() => new SourceText("a").With(new TextChange(null, "b\n")).Text.ShouldBe("b\n");

    [Fact]
    public void Edits_are_of_the_same_text() => new SourceText("one two").With(
    [
        new TextEdit(new TextRange(new TextPosition(0, 0), new TextPosition(0, 3)), "1"),
        new TextEdit(new TextRange(new TextPosition(0, 4), new TextPosition(0, 7)), "2"),
    ]).Text.ShouldBe("1 2");
}
