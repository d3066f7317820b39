using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device.RawRepl.Link;

namespace OtaTools.Core.Tests.Device.RawRepl.Link;

public class LinkFrameTests
{
    [Fact]
    public void What_is_escaped_here_is_restored_on_the_board()
    {
        // Bytes that matter to the escapes, far more often than by chance.
        var bytes = Gen.OneOf(Gen.Elements<byte>(0x03, 0x10, 0x43, 0x50, 0x00), ArbMap.Default.GeneratorFor<byte>()).ArrayOf().ToArbitrary();

        Prop.ForAll(bytes, data =>
        {
            var escaped = LinkFrame.Escape(data);

            escaped.ShouldNotContain((byte)0x03, "it would interrupt the board");
            OnBoard(escaped).ShouldBe(data);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Bytes_of_no_meaning_cost_nothing() => LinkFrame.Escape([0x01, 0x02, 0x04, 0x05, 0xFF]).Length.ShouldBe(5);

    [Fact]
    public void No_header_holds_a_byte_that_a_prompt_obeys()
    {
        for (var number = 0; number < 256; number++)
        {
            foreach (var offset in new[] { 0, 3, 0x0303, 720, 0x0D0A, 0xFFFF })
            {
                var frame = LinkFrame.Make(LinkFrame.Part, (byte)number, offset, new byte[3]);

                frame.Length.ShouldBe(LinkFrame.HeaderLength + 3);
                frame[1..LinkFrame.HeaderLength].ShouldAllBe(b => (b < 1 || b > 5) && b != '\r' && b != '\n');
            }
        }
    }

    [Fact]
    public void A_CRC_goes_on_where_another_ended()
    {
        Crc32.Of("123456789"u8).ShouldBe(0xCBF43926u);
        Crc32.Of("6789"u8, Crc32.Of("12345"u8)).ShouldBe(0xCBF43926u);
    }

    [Fact]
    public void A_link_starts_with_less_than_the_ring_holds_and_no_byte_of_it_interrupts()
    {
        foreach (var bits in new[] { 0, 15 })
        {
            var start = LinkStart.Make(255, bits);

            start.Code.Length.ShouldBeLessThan(256);
            start.Code.Concat(start.Pieces.SelectMany(piece => piece)).ShouldAllBe(b => b != 3);
        }
    }

    /// <summary>The two replacements of server/device/snippets/link.py, in their order.</summary>
    private static byte[] OnBoard(byte[] escaped) => Replace(Replace(escaped, 0x43, 0x03), 0x50, 0x10);

    private static byte[] Replace(byte[] bytes, byte second, byte by)
    {
        var replaced = new List<byte>();
        for (var i = 0; i < bytes.Length; i++)
        {
            var isPair = bytes[i] == 0x10 && i + 1 < bytes.Length && bytes[i + 1] == second;
            replaced.Add(isPair ? by : bytes[i]);
            i += isPair ? 1 : 0;
        }

        return [.. replaced];
    }
}
