using System.Text;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Device.Transport.Rfc2217;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transport.Rfc2217;

public sealed class Rfc2217TransportTests : IDisposable
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(100);

    private readonly PortServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task All_bytes_go_both_ways_unchanged()
    {
        await using var transport = await OpenAsync();
        var every = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();

        await transport.WriteAsync(every, default).Soon();
        await Deadline.UntilAsync(() => server.Data.Length == 256, "all has arrived");
        await server.SendAsync(Telnet.Escape(every).ToArray());

        server.Data.ShouldBe(every);
        (await ReadAsync(transport, 256)).ShouldBe(every);
    }

    [Fact]
    public async Task The_port_is_set_and_DTR_rises_before_RTS()
    {
        await using var transport = await OpenAsync(baud: 921600);

        var requests = server.Messages.Where(m => m.Verb == Telnet.Subnegotiation).Select(m => Convert.ToHexString(m.Content)).ToList();
        requests.ShouldContain("01000E1000");
        requests[^2..].ShouldBe(["0508", "050B"]);
    }

    [Fact]
    public async Task What_the_board_says_before_the_port_is_set_is_not_lost()
    {
        var opening = Rfc2217Transport.OpenAsync(server.Address, 115200, default);
        await server.AcceptAsync();
        await server.SendAsync("early"u8.ToArray());
        _ = server.ServeAsync();

        await using var transport = await opening.Soon();

        Encoding.ASCII.GetString(await ReadAsync(transport, 5)).ShouldBe("early");
    }

    [Fact]
    public async Task A_server_that_refuses_is_named_with_the_other_way()
    {
        var opening = Rfc2217Transport.OpenAsync(server.Address, 115200, default);
        await server.AcceptAsync();
        await server.SendAsync(Telnet.Iac, Telnet.Dont, Telnet.ComPortOption);

        var failure = await Should.ThrowAsync<OtaToolsException>(() => opening.Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceAddressInvalid);
        failure.Message.ShouldContain($"socket://127.0.0.1:{server.Address.Port}");
    }

    [Fact]
    public async Task A_server_that_does_not_know_Telnet_is_not_waited_for()
    {
        var opening = Rfc2217Transport.OpenAsync(server.Address, 115200, default, Brief);
        await server.AcceptAsync();
        await server.SendAsync(">>> "u8.ToArray());

        (await Should.ThrowAsync<OtaToolsException>(() => opening.Soon())).Code.ShouldBe(ErrorCode.DeviceAddressInvalid);
    }

    [Theory]
    [InlineData("Port already in use\r\n", "said: Port already in use.")]
    [InlineData("", "hung up at once")]
    public async Task A_server_that_hangs_up_is_quoted(string words, string expected)
    {
        var opening = Rfc2217Transport.OpenAsync(server.Address, 115200, default);
        await server.AcceptAsync();
        if (words.Length > 0)
        {
            await server.SendAsync(Encoding.ASCII.GetBytes(words));
        }

        server.HangUp();

        var failure = await Should.ThrowAsync<OtaToolsException>(() => opening.Soon());
        failure.Code.ShouldBe(ErrorCode.DeviceBusy);
        failure.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData(114000, true)]
    [InlineData(9600, false)]
    public async Task Another_baud_rate_than_asked_for_is_taken_if_it_is_near(int given, bool isTaken)
    {
        server.Answer = request => request.Command == ComPort.SetBaudRate ? ComPort.Baud(given).Value : request.Value;
        if (isTaken)
        {
            await using var transport = await OpenAsync();
            return;
        }

        (await Should.ThrowAsync<OtaToolsException>(OpenAsync())).Message.ShouldContain("9600");
    }

    [Fact]
    public async Task A_port_without_modem_lines_is_not_reset_by_them()
    {
        server.Answer = request => request.Command == ComPort.SetControl ? [1] : request.Value;
        await using var transport = await OpenAsync();

        (await transport.PulseResetAsync(default).Soon()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reset_ends_with_both_lines_on()
    {
        await using var transport = await OpenAsync();
        using var stop = new CancellationTokenSource();
        var reading = transport.ReadAsync(new byte[10], stop.Token).AsTask();

        (await transport.PulseResetAsync(default).Soon()).ShouldBeTrue();

        server.Messages.Where(m => m.Content is [ComPort.SetControl, > 7]).Select(m => m.Content[1]).TakeLast(6)
            .ShouldBe(new byte[] { 12, 9, 9, 11, 8, 11 });
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading.Soon());
    }

    [Fact]
    public async Task A_server_that_asks_for_a_pause_gets_one()
    {
        await using var transport = await OpenAsync();
        await server.SendAsync([.. new ComPortRequest(ComPort.FlowSuspend + ComPort.FromServer, []).Encode(), (byte)'x']);
        await ReadAsync(transport, 1);
        var writing = transport.WriteAsync("later"u8.ToArray(), default).AsTask();
        writing.IsCompleted.ShouldBeFalse();

        await server.SendAsync([.. new ComPortRequest(ComPort.FlowResume + ComPort.FromServer, []).Encode(), (byte)'y']);
        await ReadAsync(transport, 1);
        await writing.Soon();

        await Deadline.UntilAsync(() => Encoding.ASCII.GetString(server.Data) == "later", "it is written");
    }

    [Fact]
    public async Task The_far_end_closing_is_the_end()
    {
        await using var transport = await OpenAsync();
        server.HangUp();

        (await transport.ReadAsync(new byte[10], default).Soon()).ShouldBe(0);
    }

    [Fact]
    public async Task Opening_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var opening = Rfc2217Transport.OpenAsync(server.Address, 115200, cancel.Token);
        await server.AcceptAsync();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => opening.Soon());
    }

    private async Task<IDeviceTransport> OpenAsync(int baud = 115200, TimeSpan? limit = null)
    {
        var opening = Rfc2217Transport.OpenAsync(server.Address, baud, default, limit);
        await server.AcceptAsync();
        _ = server.ServeAsync();
        return await opening.Soon();
    }

    private static async Task<byte[]> ReadAsync(IDeviceTransport transport, int count)
    {
        var buffer = new byte[1000];
        var length = 0;
        while (length < count)
        {
            var read = await transport.ReadAsync(buffer.AsMemory(length), default).Soon();
            read.ShouldBePositive();
            length += read;
        }

        return buffer[..length];
    }
}
