using System.Net;
using System.Net.Sockets;

namespace OtaTools.Core.Connection;

/// <summary>Whether somebody is there, from this computer: being refused is an answer too.</summary>
internal static class PeerKnock
{
    /// <summary>Nobody listens there (RFC 863), a board least of all.</summary>
    private const int Discard = 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3), OwnPatience = TimeSpan.FromSeconds(1);

    public static async Task<bool> IsThereAsync(IPAddress peer, CancellationToken cancellationToken) =>
        await ConnectAsync(peer, Discard, Patience, cancellationToken) is SocketError.Success or SocketError.ConnectionRefused or SocketError.ConnectionReset;

    public static async Task<bool> IsListeningAsync(IPAddress own, int port, CancellationToken cancellationToken) =>
        await ConnectAsync(own, port, OwnPatience, cancellationToken) == SocketError.Success;

    private static async Task<SocketError> ConnectAsync(IPAddress address, int port, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), limit.Token);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SocketError.TimedOut;
        }
    }
}
