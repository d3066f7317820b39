using System.Net;
using System.Net.Sockets;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Device.Transport.Rfc2217;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transport.Rfc2217;

/// <summary>A server of one connection that does what a test says. The simulator is the one that behaves.</summary>
internal sealed class PortServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TelnetDecoder decoder = new();
    private readonly List<byte> data = [];
    private Socket? socket;

    public PortServer() => listener.Start();

    public Rfc2217Address Address => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);

    /// <summary>What the client has sent beside data.</summary>
    public List<TelnetMessage> Messages { get; } = [];

    /// <summary>The answer to a request; null for none.</summary>
    public Func<ComPortRequest, byte[]?> Answer { get; set; } = request => request.Value;

    public async Task AcceptAsync() => socket = await listener.AcceptSocketAsync().Soon();

    public async Task SendAsync(params byte[] bytes) => await socket!.SendAsync(bytes, SocketFlags.None).Soon();

    public Task SendAsync(ComPortRequest request) => SendAsync(request.Encode());

    public void HangUp() => socket!.Dispose();

    /// <summary>Accepts the option and answers, until the client goes.</summary>
    public async Task ServeAsync()
    {
        var buffer = new byte[4096];
        var answered = 0;
        try
        {
            int count;
            while ((count = await socket!.ReceiveAsync(buffer, SocketFlags.None)) > 0)
            {
                var length = decoder.Decode(buffer.AsSpan(0, count), Messages);
                lock (data)
                {
                    data.AddRange(buffer[..length]);
                }

                for (; answered < Messages.Count; answered++)
                {
                    await AnswerAsync(Messages[answered]);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    public byte[] Data
    {
        get
        {
            lock (data)
            {
                return [.. data];
            }
        }
    }

    private async Task AnswerAsync(TelnetMessage message)
    {
        if (message is { Verb: Telnet.Will, Option: Telnet.ComPortOption })
        {
            await SendAsync(Telnet.Iac, Telnet.Do, Telnet.ComPortOption);
        }
        else if (message.Verb == Telnet.Subnegotiation && Answer(new ComPortRequest(message.Content[0], message.Content[1..])) is { } value)
        {
            await SendAsync(new ComPortRequest((byte)(message.Content[0] + ComPort.FromServer), value));
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        listener.Dispose();
    }
}
