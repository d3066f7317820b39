using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Tests.Device.Console;

public class LineSplitterTests
{
    [Theory]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\rb\r", "a|b")]
    [InlineData("a\r\r\nb\n", "a||b")]
    [InlineData("\n\r\n\r", "||")]
    [InlineData("unended", "")]
    [InlineData("", "")]
    public void Lines_end_in_every_way(string text, string lines) => Split([text]).ShouldBe(lines.Length == 0 ? [] : lines.Split('|'));

    [Fact]
    public void A_line_end_in_two_reads_ends_one_line() => Split(["a\r", "\nb\r", "\n"]).ShouldBe(["a", "b"]);

    [Fact]
    public void Any_split_of_the_text_gives_the_same_lines()
    {
        var texts = Gen.Elements("\r", "\n", "\r\n", "a", "[OTA] dl 65536").ListOf().Select(list => string.Concat(list));

        Prop.ForAll(texts.ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt[]>(), (text, sizes) =>
            Split(Pieces(text, sizes)).ShouldBe(Split([text]))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Lines_are_those_of_a_StringReader()
    {
        var texts = Gen.Elements("\r", "\n", "\r\n", "a", "b").ListOf().Select(list => string.Concat(list) + "\n");

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            using var reader = new StringReader(text);
            var expected = new List<string>();
            while (reader.ReadLine() is { } line)
            {
                expected.Add(line);
            }

            Split([text]).ShouldBe(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_board_that_never_ends_its_line_costs_no_memory()
    {
        var lines = Split([new string('x', 100_000), "\n"]);

        lines.Sum(line => line.Length).ShouldBe(100_000);
        lines.ShouldAllBe(line => line.Length <= 4096);
    }

    private static string[] Split(IEnumerable<string> texts)
    {
        var splitter = new LineSplitter();
        return [.. texts.SelectMany(splitter.Add)];
    }

    private static IEnumerable<string> Pieces(string text, PositiveInt[] sizes)
    {
        foreach (var size in sizes.Select(s => Math.Min(s.Get, text.Length)))
        {
            yield return text[..size];
            text = text[size..];
        }

        yield return text;
    }
}
