using OtaTools.Server.Tests.Support;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests;

[Collection(ProcessLanguage.Name)]
public class ServerHostBrokenClientTests
{
    [Theory]
    [InlineData("Content-Length: 5\r\n\r\n{\"a\":")]
    [InlineData("Content-Length: 1\r\n\r\n{")]
    [InlineData("Content-Length: 4\r\n\r\nnull")]
    [InlineData("Content-Length: 2\r\n\r\n[]")]
    [InlineData("Content-Length: many\r\n\r\n")]
    [InlineData("Content-Length: 104857600\r\n\r\n{")]
    [InlineData("Content-Type: text/plain\r\n\r\n{}")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("\0\0\0\0\r\n\r\n")]
    public async Task What_is_no_message_ends_the_sidecar_without_a_crash(string bytes)
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        await sidecar.SendRawAsync(bytes);

        (await sidecar.Run.Soon()).ShouldBe(1);
    }

    [Fact]
    public async Task A_header_without_end_ends_the_sidecar()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        await sidecar.SendRawAsync(new string('x', 100_000));

        (await sidecar.Run.Soon()).ShouldBe(1);
    }

    [Fact]
    public async Task A_100_MB_body_costs_no_memory()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        var piece = new string('x', 1 << 20);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await sidecar.SendRawAsync("Content-Length: 104857600\r\n\r\n");
        await sidecar.SendRawAsync(piece);

        (await sidecar.Run.Soon()).ShouldBe(1);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(50 << 20);
    }

    [Fact]
    public async Task JSON_nested_without_end_is_no_crash()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        await sidecar.SendAsync("""{"jsonrpc":"2.0","id":99,"method":"otatools/firmware/inspect","params":""" + new string('[', 100_000));

        (await sidecar.Run.Soon()).ShouldBe(1);
    }

    [Fact]
    public async Task Half_a_message_and_then_nothing_is_an_end()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        await sidecar.SendRawAsync("Content-Length: 100\r\n\r\n{");

        sidecar.EndInput();

        (await sidecar.Run.Soon()).ShouldBe(1);
    }
}
