using System.Text;
using FsCheck;
using FsCheck.Fluent;
using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Rpc;

public class HeaderTests
{
    private const string Content = """{"jsonrpc": "2.0", "id": 1, "method": "none"}""";

    [Theory]
    [InlineData("Content-Length: {0}\r\n\r\n")]
    [InlineData("Content-Length:{0}\r\n\r\n")]
    [InlineData("Content-Length: {0}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n")]
    [InlineData("X: 1\r\nContent-Length: {0}\r\n\r\n")]
    public async Task Headers_that_are_taken(string headers)
    {
        using var wire = Wire.To();

        await wire.SendBytesAsync(string.Format(null, headers, Content.Length) + Content);

        ((int)(await wire.ReceiveAsync())["id"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("content-length: {0}\r\n\r\n")]
    [InlineData("Content-Length: {0}\n\n")]
    [InlineData("Content-Type: {0}\r\n\r\n")]
    [InlineData("\r\n")]
    [InlineData("Content-Length\r\n\r\n")]
    [InlineData(": {0}\r\n\r\n")]
    [InlineData("Content-Length: many\r\n\r\n")]
    [InlineData("Content-Length: \r\n\r\n")]
    [InlineData("Content-Length: 0\r\n\r\n")]
    [InlineData("Content-Length: -{0}\r\n\r\n")]
    [InlineData("Content-Length: 0x10\r\n\r\n")]
    [InlineData("Content-Length: 2147483648\r\n\r\n")]
    public async Task Headers_that_end_the_connection(string headers)
    {
        using var wire = Wire.To();

        await wire.SendBytesAsync(string.Format(null, headers, Content.Length) + Content);

        (await wire.EndedAsync()).Reason.ShouldBe(DisconnectedReason.StreamError);
        wire.Rpc.Completion.IsFaulted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_huge_length_takes_no_memory_before_its_bytes_come()
    {
        using var wire = Wire.To();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await wire.SendBytesAsync("Content-Length: 2147483647\r\n\r\n{");
        wire.End();
        (await wire.EndedAsync()).Reason.ShouldBe(DisconnectedReason.StreamError);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(256 * 1024 * 1024);
    }

    [Fact]
    public void Any_split_of_the_bytes_gives_the_same_messages()
    {
        var splits = ArbMap.Default.ArbFor<(NonEmptyArray<NonEmptyString> Texts, PositiveInt[] Sizes)>();

        Prop.ForAll(splits, split => EchoAsync([.. split.Texts.Get.Select(text => text.Get)], [.. split.Sizes.Select(size => size.Get)]).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Garbage_ends_the_connection_and_nothing_else()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), garbage => EndsAsync(garbage).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_frame_with_a_flipped_byte_ends_the_connection_or_is_answered()
    {
        var frame = Encoding.UTF8.GetBytes(Wire.Frame(Content));
        var flips = Gen.Zip(Gen.Choose(0, frame.Length - 1), Gen.Choose(1, 255)).ToArbitrary();

        Prop.ForAll(flips, flip =>
        {
            var flipped = frame.ToArray();
            flipped[flip.Item1] ^= (byte)flip.Item2;
            EndsAsync(flipped).GetAwaiter().GetResult();
        }).QuickCheckThrowOnFailure();
    }

    private static async Task EchoAsync(string[] texts, int[] sizes)
    {
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcMethod("echo", (string text) => text));
        var frames = texts.Select(text => Wire.Frame($$"""{"jsonrpc": "2.0", "id": 1, "method": "echo", "params": [{{Newtonsoft.Json.JsonConvert.ToString(text)}}]}"""));
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(string.Concat(frames));

        foreach (var size in sizes)
        {
            var count = Math.Min(size, bytes.Length);
            await wire.SendBytesAsync(bytes[..count]);
            bytes = bytes[count..];
        }

        await wire.SendBytesAsync(bytes);
        foreach (var text in texts)
            ((string?)(await wire.ReceiveAsync())["result"]).ShouldBe(text);
    }

    private static async Task EndsAsync(byte[] bytes)
    {
        using var wire = Wire.To();
        await wire.SendBytesAsync(bytes);
        wire.End();
        await wire.EndedAsync();
    }
}
