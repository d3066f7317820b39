using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Tests.Device.Console;

public class ConsoleTextTests
{
    [Fact]
    public void Any_split_of_the_bytes_gives_the_same_text()
    {
        var texts = Gen.Elements("a", "é", "日", "🐍", "\r", "\n", "\u001b[0m").ListOf().Select(list => string.Concat(list));

        Prop.ForAll(texts.ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt[]>(), (text, sizes) =>
            Decode(Encoding.UTF8.GetBytes(text), sizes).ShouldBe(text)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_split_of_any_bytes_gives_the_same_text()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt[]>(), (bytes, sizes) =>
            Decode(bytes, sizes).ShouldBe(Decode(bytes, []))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Half_a_character_waits_for_its_other_half()
    {
        var text = new ConsoleText();

        text.Decode("日"u8[..2]).ShouldBe("");
        text.Decode("日"u8[2..]).ShouldBe("日");
    }

    [Fact]
    public void What_is_no_UTF8_is_shown_as_such_and_does_not_stop_the_rest() => new ConsoleText().Decode([0xFF, (byte)'a', 0xC3, (byte)'b']).ShouldBe("\uFFFDa\uFFFDb");

    private static string Decode(ReadOnlySpan<byte> bytes, PositiveInt[] sizes)
    {
        var decoder = new ConsoleText();
        var text = new StringBuilder();
        foreach (var size in sizes.Select(s => s.Get))
        {
            var count = Math.Min(size, bytes.Length);
            text.Append(decoder.Decode(bytes[..count]));
            bytes = bytes[count..];
        }

        return text.Append(decoder.Decode(bytes)).ToString();
    }
}
