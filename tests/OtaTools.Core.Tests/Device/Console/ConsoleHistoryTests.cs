using System.Text;
using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Tests.Device.Console;

public class ConsoleHistoryTests
{
    [Fact]
    public void A_reader_who_keeps_up_gets_every_byte_whatever_the_pieces()
    {
        var random = new Random(1);
        var history = new ConsoleHistory(capacity: 5000);
        var written = new List<byte>();
        var read = new List<byte>();
        long position = 0;
        for (var i = 0; i < 2000; i++)
        {
            var piece = new byte[random.Next(0, 1200)];
            random.NextBytes(piece);
            history.Append(piece);
            written.AddRange(piece);
            while (position < history.End)
            {
                var into = new byte[random.Next(1, 700)];
                read.AddRange(into[..history.Read(ref position, into, out var skipped)]);
                skipped.ShouldBe(0);
            }
        }

        read.SequenceEqual(written).ShouldBeTrue();
    }

    [Fact]
    public void A_reader_who_is_overtaken_is_told_how_much_he_missed_and_goes_on_at_the_beginning_of_a_line()
    {
        var history = new ConsoleHistory(capacity: 1000);
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i:D4}\n"));
        history.Append(Encoding.ASCII.GetBytes(text));
        long position = 0;
        var into = new byte[1000];

        var count = history.Read(ref position, into, out var skipped);

        Encoding.ASCII.GetString(into, 0, count).ShouldBe(text[(int)skipped..]);
        text[(int)skipped - 1].ShouldBe('\n');
        position.ShouldBe(text.Length);
        count.ShouldBeInRange(400, 500, "half of what is remembered, so that the next gap is not at once");
    }

    [Fact]
    public void What_is_remembered_is_the_end()
    {
        var history = new ConsoleHistory(capacity: 10);
        history.Append("0123456"u8);
        Remembered().ShouldBe("0123456");

        history.Append("789abc"u8);
        Remembered().ShouldBe("3456789abc");

        history.Append("a piece that is longer than all that is remembered"u8);
        Remembered().ShouldBe("remembered");

        string Remembered() => Encoding.ASCII.GetString(history.Remembered());
    }
}
