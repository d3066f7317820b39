using System.Net;
using System.Net.Sockets;
using System.Text;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests.Support;

/// <summary>A board behind socket:// that says what it is told to, and answers nothing by itself: deliberately slow.</summary>
internal sealed class SocketBoard : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task<Socket> accepting;

    public SocketBoard()
    {
        listener.Start();
        accepting = listener.AcceptSocketAsync();
    }

    public string Device => $"socket://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public async Task PrintAsync(string text) => await (await accepting.Soon()).SendAsync(Encoding.UTF8.GetBytes(text)).Soon();

    public async Task<string> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await new NetworkStream(await accepting.Soon()).ReadExactlyAsync(bytes).Soon();
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Pulls the cable.</summary>
    public async Task GoAsync() => (await accepting.Soon()).Dispose();

    /// <summary>An address where nobody listens.</summary>
    public static string Absent()
    {
        using var board = new SocketBoard();
        return board.Device;
    }

    public void Dispose()
    {
        listener.Dispose();
        if (accepting.IsCompletedSuccessfully)
        {
            accepting.Result.Dispose();
        }
    }
}
