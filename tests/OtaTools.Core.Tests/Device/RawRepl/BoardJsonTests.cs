using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Tests.Device.RawRepl;

public class BoardJsonTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("Café 🐍 net")]
    [InlineData("\"quoted\" and 'single'")]
    [InlineData("back\\slash")]
    [InlineData("\\ud83d\\ude00 spelled out")]
    [InlineData("\\\\ud83d\\ude00")]
    [InlineData("\\🐍\\")]
    [InlineData("line\r\nend\ttab\0nul\u007f")]
    [InlineData("\u2028 <script>&+`")]
    [InlineData("日本語")]
    [InlineData("")]
    public void A_board_reads_the_text_that_was_meant(string text) => OnBoard(BoardJson.Serialize(text)).ShouldBe(text);

    [Fact]
    public void A_board_reads_any_text()
    {
        var pieces = Gen.Elements("\\", "\"", "u", "\\u", "d83d", "🐍", "é", "a", "\n", "\u0001", "ud83dude00");
        var texts = pieces.ListOf().Select(list => string.Concat(list)).ToArbitrary();

        Prop.ForAll(texts, text => OnBoard(BoardJson.Serialize(text)).ShouldBe(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Keys_are_those_that_the_board_reads() =>
        Encoding.UTF8.GetString(BoardJson.Serialize(new { Path = "/a", Blocks = 2 })).ShouldBe("""{"path":"/a","blocks":2}""");

    /// <summary>A JSON string as MicroPython's extmod/modjson.c reads it: each \u escape is one character by itself.</summary>
    private static string OnBoard(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json);
        var read = new StringBuilder();
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] != '\\')
            {
                read.Append(text[i]);
                continue;
            }

            i++;
            if (text[i] == 'u')
            {
                var code = int.Parse(text.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                read.Append(Rune.IsValid(code) ? new Rune(code).ToString() : "(half a pair)");
                i += 4;
            }
            else
            {
                read.Append(text[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var c => c });
            }
        }

        return read.ToString();
    }
}
