using System.Net.Sockets;

namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>Telnet and the COM port option over one socket. Whoever reads it also does what the far end asks for.</summary>
internal sealed class Rfc2217Connection(Socket socket) : IDisposable
{
    /// <summary>A command jumps in between two of these.</summary>
    private const int ChunkSize = 4096;

    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(10);

    private readonly TelnetDecoder decoder = new();
    private readonly TelnetOptions options = new();
    private readonly List<TelnetMessage> messages = [];
    private readonly FlowGate flow = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource<bool> comPort = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<ComPortExchange> exchanges = [];
    private IOException? failure;

    /// <summary>Whether the far end lets us work its port. Nothing of this comes about while nobody reads.</summary>
    public async Task<bool> NegotiateAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        await SendAsync(options.AskForComPort(), cancellationToken);
        try
        {
            return await comPort.Task.WaitAsync(limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public Task AskForBinaryAsync(CancellationToken cancellationToken) => SendAsync(options.AskForBinary(), cancellationToken).AsTask();

    /// <summary>Sends the requests in one piece, so that no time passes between their effects.</summary>
    /// <returns>The last answer's value; null where not all were answered in time.</returns>
    /// <exception cref="IOException">The link is gone.</exception>
    public async Task<byte[]?> AskAsync(IReadOnlyList<ComPortRequest> requests, TimeSpan limit, CancellationToken cancellationToken)
    {
        var asked = new ComPortExchange(requests);
        lock (gate)
        {
            exchanges.Add(failure is null ? asked : throw failure);
        }

        try
        {
            await TellAsync(requests, cancellationToken);
            return await asked.Answered.WaitAsync(limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            lock (gate)
            {
                exchanges.Remove(asked);
            }
        }
    }

    /// <summary>Sends requests of which the answers do not matter.</summary>
    public ValueTask TellAsync(IEnumerable<ComPortRequest> requests, CancellationToken cancellationToken) =>
        SendAsync(requests.SelectMany(request => request.Encode()).ToArray(), cancellationToken);

    /// <inheritdoc cref="IDeviceTransport.ReadAsync"/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var received = await ReceiveAsync(buffer, cancellationToken);
            if (received == 0)
            {
                Fail(new IOException("The connection is closed."));
                return 0;
            }

            var length = decoder.Decode(buffer.Span[..received], messages);
            await HandleAsync();
            if (length > 0)
            {
                return length;
            }
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            var chunk = data[..Math.Min(data.Length, ChunkSize)];
            await SendAsync(Telnet.Escape(chunk), cancellationToken);
            data = data[chunk.Length..];
        }
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
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

    /// <summary>Not to be cancelled, since data was decoded together with these.</summary>
    private async ValueTask HandleAsync()
    {
        foreach (var message in messages)
        {
            if (message.Verb == Telnet.Subnegotiation)
            {
                HandleComPort(message);
            }
            else
            {
                await AnswerAsync(message);
            }
        }

        messages.Clear();
    }

    private async ValueTask AnswerAsync(TelnetMessage message)
    {
        try
        {
            await TransmitAsync(options.Receive(message));
        }
        catch (IOException)
        {
            // The next read tells that the link is gone.
        }

        if (options.ComPortAccepted is { } isAccepted)
        {
            comPort.TrySetResult(isAccepted);
        }
    }

    private void HandleComPort(TelnetMessage message)
    {
        if (message.Option != Telnet.ComPortOption || message.Content is not [>= ComPort.FromServer and var command, .. var value])
        {
            return;
        }

        switch (command - ComPort.FromServer)
        {
            case ComPort.FlowSuspend:
                flow.Close();
                break;
            case ComPort.FlowResume:
                flow.Open();
                break;
            case var answered:
                lock (gate)
                {
                    var answer = new ComPortRequest((byte)answered, value);
                    exchanges.Find(asked => asked.Receive(answer));
                }

                break;
        }
    }

    private void Fail(IOException reason)
    {
        comPort.TrySetException(reason);
        lock (gate)
        {
            failure = reason;
            exchanges.ForEach(asked => asked.Fail(reason));
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await flow.PassAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await TransmitAsync(bytes);
    }

    /// <summary>All of it or the link is lost: half a command, or half an escaped byte, would make nonsense of what follows.</summary>
    private async ValueTask TransmitAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(SendTime);
        try
        {
            await sending.WaitAsync(limit.Token);
            try
            {
                while (!bytes.IsEmpty)
                {
                    bytes = bytes[await socket.SendAsync(bytes, limit.Token)..];
                }
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            throw new IOException(e.Message, e);
        }
    }

    public void Dispose() => socket.Dispose();
}
