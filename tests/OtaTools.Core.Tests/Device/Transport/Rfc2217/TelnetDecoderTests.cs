using OtaTools.Core.Device.Transport.Rfc2217;

namespace OtaTools.Core.Tests.Device.Transport.Rfc2217;

public class TelnetDecoderTests
{
    private static readonly byte[] Stream =
    [
        1, 255, 255, 255, 253, 44, 2, 255, 241, 3, // data, an escaped 255, DO 44, data, NOP, data
        255, 250, 44, 101, 0, 255, 255, 9, 255, 240, // a subnegotiation with an escaped 255
        255, 250, 255, 240, 4, // an empty one
        255, 255, 255, 255, 5,
    ];

    [Fact]
    public void Every_split_into_three_reads_gives_the_same()
    {
        for (var i = 0; i <= Stream.Length; i++)
        {
            for (var j = i; j <= Stream.Length; j++)
            {
                var (data, messages) = Decode(Stream[..i], Stream[i..j], Stream[j..]);

                data.ShouldBe(new byte[] { 1, 255, 2, 3, 4, 255, 255, 5 });
                messages.Select(m => (m.Verb, m.Option)).ShouldBe([(Telnet.Do, (byte)44), (Telnet.Subnegotiation, (byte)44)]);
                messages[1].Content.ShouldBe(new byte[] { 101, 0, 255, 9 });
            }
        }
    }

    [Fact]
    public void What_is_escaped_comes_out_as_it_was()
    {
        var random = new Random(2217);
        for (var round = 0; round < 2000; round++)
        {
            var data = Enumerable.Range(0, random.Next(40)).Select(_ => (byte)random.Next(250, 256)).ToArray();

            Decode(Telnet.Escape(data).ToArray()).Data.ShouldBe(data);
        }
    }

    [Fact]
    public void Random_bytes_never_grow_and_never_fail_and_mean_the_same_in_any_pieces()
    {
        var random = new Random(854);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (byte)random.Next(random.Next(2) == 0 ? 239 : 0, 256)).ToArray();
            var cut = random.Next(bytes.Length + 1);

            var whole = Decode(bytes);
            var pieces = Decode(bytes[..cut], bytes[cut..]);

            whole.Data.Length.ShouldBeLessThanOrEqualTo(bytes.Length);
            pieces.Data.ShouldBe(whole.Data);
            pieces.Messages.Select(Text).ShouldBe(whole.Messages.Select(Text));
        }

        static string Text(TelnetMessage message) => $"{message.Verb} {message.Option} {Convert.ToHexString(message.Content)}";
    }

    [Fact]
    public void A_subnegotiation_without_end_is_not_kept()
    {
        var decoder = new TelnetDecoder();
        List<TelnetMessage> messages = [];
        decoder.Decode([Telnet.Iac, Telnet.Subnegotiation, 44, 100], messages);
        for (var i = 0; i < 1000; i++)
        {
            decoder.Decode(new byte[1000], messages).ShouldBe(0);
        }

        decoder.Decode([Telnet.Iac, Telnet.SubnegotiationEnd], messages);

        messages.Single().Content.Length.ShouldBeLessThan(256);
    }

    private static (byte[] Data, List<TelnetMessage> Messages) Decode(params byte[][] reads)
    {
        var decoder = new TelnetDecoder();
        List<TelnetMessage> messages = [];
        List<byte> data = [];
        foreach (var read in reads)
        {
            var copy = read.ToArray();
            data.AddRange(copy[..decoder.Decode(copy, messages)]);
        }

        return ([.. data], messages);
    }
}
