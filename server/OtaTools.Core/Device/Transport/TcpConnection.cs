using System.Net.Sockets;

namespace OtaTools.Core.Device.Transport;

/// <summary>Connects to whoever forwards a board's console.</summary>
internal static class TcpConnection
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A peer that vanished, or a computer that slept, says no goodbye: it is noticed within half a minute.</summary>
    private const int SilenceSeconds = 15, ProbeSeconds = 5, Probes = 3;

    /// <summary>TCP_USER_TIMEOUT of Linux: probes are not sent while bytes of ours wait for their acknowledgement.</summary>
    private const int LinuxUserTimeout = 18;

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.DeviceNotFound"/></exception>
    public static async Task<Socket> OpenAsync(NetworkAddress address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        try
        {
            KeepAlive(socket);
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

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, SilenceSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ProbeSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, LinuxUserTimeout, BitConverter.GetBytes((SilenceSeconds + (Probes * ProbeSeconds)) * 1000));
        }
    }
}
