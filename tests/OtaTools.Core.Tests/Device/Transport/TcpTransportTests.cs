using System.Net;
using System.Net.Sockets;
using OtaTools.Core.Device.Transport;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transport;

public sealed class TcpTransportTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public TcpTransportTests() => listener.Start();

    public void Dispose() => listener.Dispose();

    private TcpAddress Address => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);

    [Fact]
    public async Task Bytes_go_both_ways_unchanged()
    {
        await using var transport = await OpenAsync();
        using var board = await listener.AcceptSocketAsync().Soon();
        var every = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();

        await transport.WriteAsync(every, default).Soon();
        var received = new byte[256];
        await new NetworkStream(board).ReadExactlyAsync(received).Soon();
        await board.SendAsync(every, SocketFlags.None).Soon();
        var buffer = new byte[1000];
        (await transport.ReadAsync(buffer, default).Soon()).ShouldBe(256);

        received.ShouldBe(every);
        buffer[..256].ShouldBe(every);
    }

    [Fact]
    public async Task The_far_end_closing_is_the_end()
    {
        await using var transport = await OpenAsync();
        (await listener.AcceptSocketAsync().Soon()).Dispose();

        (await transport.ReadAsync(new byte[10], default).Soon()).ShouldBe(0);
    }

    [Fact]
    public async Task A_reset_of_the_far_end_is_the_end_too()
    {
        await using var transport = await OpenAsync();
        var board = await listener.AcceptSocketAsync().Soon();
        board.LingerState = new LingerOption(true, 0);
        board.Dispose();

        (await transport.ReadAsync(new byte[10], default).Soon()).ShouldBe(0);
        await Should.ThrowAsync<IOException>(async () => await transport.WriteAsync(new byte[10], default).Soon());
    }

    [Fact]
    public async Task Cancelling_a_read_loses_nothing()
    {
        await using var transport = await OpenAsync();
        using var board = await listener.AcceptSocketAsync().Soon();
        using var cancel = new CancellationTokenSource();
        var reading = transport.ReadAsync(new byte[10], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading.Soon());

        await board.SendAsync("x"u8.ToArray(), SocketFlags.None).Soon();

        (await transport.ReadAsync(new byte[10], default).Soon()).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_listening_is_named()
    {
        var address = Address;
        listener.Stop();

        var failure = await Should.ThrowAsync<OtaToolsException>(() => DeviceTransports.OpenAsync(address, 0, default).Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceNotFound);
        failure.Message.ShouldContain(address.ToString());
    }

    [Fact]
    public async Task It_has_no_reset_line()
    {
        await using var transport = await OpenAsync();

        (await transport.PulseResetAsync(default)).ShouldBeFalse();
    }

    private Task<IDeviceTransport> OpenAsync() => DeviceTransports.OpenAsync(Address, 0, default).Soon();
}
