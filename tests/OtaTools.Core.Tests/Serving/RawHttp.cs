using System.Globalization;
using System.Net.Sockets;
using System.Text;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

/// <summary>A client as simple as a board's: bytes out, bytes in.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly TcpClient client;

    private RawHttp(TcpClient client)
    {
        this.client = client;
        Stream = client.GetStream();
    }

    public Stream Stream { get; }

    /// <param name="receiveBuffer">A board's is small, so that the server feels it stall.</param>
    public static async Task<RawHttp> ConnectAsync(int port, int receiveBuffer = 8192)
    {
        var client = new TcpClient { ReceiveBufferSize = receiveBuffer };
        await client.ConnectAsync("127.0.0.1", port).Soon();
        return new(client);
    }

    public Task SendAsync(string text) => Stream.WriteAsync(Encoding.Latin1.GetBytes(text)).Soon();

    /// <summary>Status line and headers, up to the empty line.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await ReadAsync(1))[0]);
        }

        return head.ToString();
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes).Soon();
        return bytes;
    }

    /// <summary>What comes until the server closes, however it closes.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        try
        {
            await Stream.CopyToAsync(all).Soon();
        }
        catch (IOException)
        {
            // Reset: closed as well.
        }

        return all.ToArray();
    }

    public static int LengthIn(string head) =>
        int.Parse(head.Split("Content-Length: ")[1].Split("\r\n")[0], CultureInfo.InvariantCulture);

    /// <summary>Gone without a word, as a board whose power is cut.</summary>
    public void Abort()
    {
        client.Client.LingerState = new LingerOption(true, 0);
        client.Close();
    }

    public void Dispose() => client.Dispose();
}
