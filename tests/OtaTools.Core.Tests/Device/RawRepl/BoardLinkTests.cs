using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Tests.Device.RawRepl;

public class BoardLinkTests
{
    [Fact]
    public void What_is_escaped_here_is_restored_on_the_board()
    {
        // Bytes that matter to the escapes, far more often than by chance.
        var bytes = Gen.OneOf(Gen.Elements<byte>(0x03, 0x10, 0x43, 0x50, 0x00), ArbMap.Default.GeneratorFor<byte>()).ArrayOf().ToArbitrary();

        Prop.ForAll(bytes, data =>
        {
            var escaped = BoardLink.Escape(data);

            escaped.ShouldNotContain((byte)0x03, "it would interrupt the board");
            OnBoard(escaped).ShouldBe(data);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Bytes_of_no_meaning_cost_nothing() => BoardLink.Escape([0x01, 0x02, 0x04, 0x05, 0xFF]).Length.ShouldBe(5);

    [Fact]
    public void The_board_does_it_as_this_test_does() =>
        OtaTools.Core.Device.DeviceScripts.Snippet("link").ShouldContain("""replace(b"\x10\x43", b"\x03").replace(b"\x10\x50", b"\x10")""");

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
