using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Server.Rpc;
using OtaTools.Server.Tests.Support;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests.Rpc;

public class BoundedMessagesTests
{
    [Fact]
    public void Messages_within_the_limits_pass_unchanged_however_they_are_split()
    {
        var bodies = Gen.Elements("{}", "", "x\r\n\r\ny", "Content-Length: 5\r\n\r\n", "ü🐍").ListOf();

        Prop.ForAll(bodies.ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt[]>(), (texts, sizes) =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(texts.Select(Message)));

            Pass(bytes, sizes: [.. sizes.Select(s => s.Get)]).ShouldBe(bytes);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_comes_what_passes_is_a_beginning_of_it()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt[]>(), (bytes, sizes) =>
        {
            var passed = Pass(bytes, longestHeader: 8, longestBody: 8, [.. sizes.Select(s => s.Get)]);

            bytes.AsSpan().StartsWith(passed).ShouldBeTrue();
            passed.ShouldBe(Pass(bytes, longestHeader: 8, longestBody: 8), "the split makes no difference");
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_body_may_be_as_long_as_the_limit_and_no_longer(int length, bool passes)
    {
        var bytes = Encoding.ASCII.GetBytes(Message(new string('x', length)));

        (Pass(bytes, longestBody: 100).Length == bytes.Length).ShouldBe(passes);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(102, false)]
    public void A_header_may_be_as_long_as_the_limit_and_no_longer(int length, bool passes)
    {
        const string End = "Content-Length: 1\r\n\r\n";
        var header = "X: " + new string('x', length - End.Length - 5) + "\r\n" + End;
        header.Length.ShouldBe(length);

        (Pass(Encoding.ASCII.GetBytes(header + "1"), longestHeader: 100).Length == length + 1).ShouldBe(passes);
    }

    [Theory]
    [InlineData("100000000")]
    [InlineData("16777217")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999999999")]
    public void A_message_that_announces_too_much_ends_the_stream_before_its_body(string length)
    {
        var inner = new PiecewiseStream(Encoding.ASCII.GetBytes($"Content-Length: {length}\r\n\r\n" + new string('x', 1 << 20)), 1024);

        Drain(new BoundedMessages(inner)).Length.ShouldBeLessThan(100);

        inner.Taken.ShouldBeLessThanOrEqualTo(1024, "nothing more is read");
    }

    [Fact]
    public void A_header_without_end_ends_the_stream()
    {
        var inner = new PiecewiseStream(new byte[50 << 20], 4096);

        Drain(new BoundedMessages(inner)).Length.ShouldBeLessThanOrEqualTo(4096);

        inner.Taken.ShouldBeLessThanOrEqualTo(3 * 4096);
    }

    [Fact]
    public void Headers_are_counted_anew_for_each_message()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Message("x"), 1000)));

        Pass(bytes, longestHeader: 30).ShouldBe(bytes);
    }

    private static string Message(string body) => $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static byte[] Pass(byte[] bytes, int longestHeader = 4096, long longestBody = 1 << 20, params int[] sizes) =>
        Drain(new BoundedMessages(new PiecewiseStream(bytes, sizes), longestHeader, longestBody));

    private static byte[] Drain(BoundedMessages messages)
    {
        using var all = new MemoryStream();
        var buffer = new byte[512];
        int count;
        while ((count = messages.ReadAsync(buffer).Soon().GetAwaiter().GetResult()) > 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }
}
