using System.Net.Sockets;

namespace OtaTools.Core.Device.Transport;

/// <summary>A console over raw TCP, as ser2net, socat and the simulator offer it. It has no modem lines.</summary>
internal sealed class TcpTransport(Socket socket) : IDeviceTransport
{
    public static async Task<IDeviceTransport> OpenAsync(TcpAddress address, CancellationToken cancellationToken) =>
        new TcpTransport(await TcpConnection.OpenAsync(address, cancellationToken));

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        try
        {
            while (!data.IsEmpty)
            {
                data = data[await socket.SendAsync(data, cancellationToken)..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new IOException(e.Message, e);
        }
    }

    public ValueTask<bool> PulseResetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
