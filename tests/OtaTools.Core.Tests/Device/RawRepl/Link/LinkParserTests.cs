using System.Buffers.Binary;
using OtaTools.Core.Device.RawRepl.Link;

namespace OtaTools.Core.Tests.Device.RawRepl.Link;

public class LinkParserTests
{
    private static readonly byte[] Status = Framed([(byte)'?', 9, 7, 0x34, 0x12]);
    private static readonly byte[] Answer = Framed([(byte)'=', 7, 1, .. "Traceback"u8]);

    [Fact]
    public void Each_thing_is_known_however_it_is_cut_into_reads()
    {
        byte[] line = [6, .. Status, 0x15, .. "noise of a thread\r\n"u8, .. Answer, 6, .. "\x04\x04>"u8];
        for (var piece = 1; piece <= line.Length; piece++)
        {
            var parser = new LinkParser();
            var tokens = new List<LinkToken>();
            foreach (var part in line.Chunk(piece))
            {
                parser.Append(part);
                while (parser.TryTake(out var token))
                {
                    tokens.Add(token);
                }
            }

            tokens.Select(token => token.GetType().Name).ShouldBe(["Credit", "Status", "Refusal", "Answer", "Credit", "Prompt"]);
            tokens[1].ShouldBe(new LinkToken.Status(9, 7, 0x1234));
            var answer = tokens[3].ShouldBeOfType<LinkToken.Answer>();
            (answer.Number, answer.Raised).ShouldBe(((byte)7, true));
            answer.Body.ShouldBe("Traceback"u8.ToArray());
        }
    }

    [Fact]
    public void A_damaged_frame_is_passed_over_and_what_follows_is_found()
    {
        for (var damaged = 0; damaged < Answer.Length; damaged++)
        {
            byte[] line = [.. Answer, .. Status];
            line[damaged] ^= 0x20;

            Tokens(line).ShouldContain(new LinkToken.Status(9, 7, 0x1234), $"byte {damaged}");
        }
    }

    [Fact]
    public void A_frame_that_does_not_end_holds_nothing_back_once_it_is_given_up()
    {
        var parser = new LinkParser();
        parser.Append([1, 0xFF, 0x3F, .. Status]);

        parser.TryTake(out _).ShouldBeFalse();
        parser.GiveUpFrame().ShouldBeTrue();
        parser.TryTake(out var token).ShouldBeTrue();
        token.ShouldBe(new LinkToken.Status(9, 7, 0x1234));
    }

    [Fact]
    public void Random_bytes_mean_little_and_take_no_memory()
    {
        var random = new Random(5);
        var parser = new LinkParser();
        var bytes = new byte[1000];
        for (var i = 0; i < 300; i++)
        {
            random.NextBytes(bytes);
            parser.Append(bytes);
            do
            {
                while (parser.TryTake(out var token))
                {
                    token.ShouldNotBeOfType<LinkToken.Answer>();
                }
            }
            while (parser.GiveUpFrame());
        }

        parser.Text.Length.ShouldBeLessThan(8192);
    }

    private static List<LinkToken> Tokens(byte[] line)
    {
        var parser = new LinkParser();
        var tokens = new List<LinkToken>();
        parser.Append(line);
        do
        {
            while (parser.TryTake(out var token))
            {
                tokens.Add(token);
            }
        }
        while (parser.GiveUpFrame());
        return tokens;
    }

    private static byte[] Framed(byte[] body)
    {
        var frame = new byte[7 + body.Length];
        frame[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(1), (ushort)body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(3), Crc32.Of(body));
        body.CopyTo(frame, 7);
        return frame;
    }
}
