using System.Net.Sockets;

namespace OtaTools.Core.Device.Transport;

/// <summary>Connects to whoever forwards a board's console.</summary>
internal static class TcpConnection
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.DeviceNotFound"/></exception>
    public static async Task<Socket> OpenAsync(NetworkAddress address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        try
        {
            // A computer that falls asleep or loses its network says no goodbye: after 20 s the link counts as gone.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 2);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 5);
            await socket.ConnectAsync(address.Host, address.Port, limit.Token);
            return socket;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new OtaToolsException(ErrorCode.DeviceNotFound, Strings.SocketNotReachable(address), e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
