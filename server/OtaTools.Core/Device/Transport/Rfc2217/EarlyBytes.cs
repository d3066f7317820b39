using System.Buffers;

namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>Reads a connection while its port is being set up, and keeps what the board says meanwhile.</summary>
internal sealed class EarlyBytes : IAsyncDisposable
{
    /// <summary>Far more than any port delivers in that time: whoever sends more is left waiting.</summary>
    private const int MostBytes = 1024 * 1024;

    private readonly CancellationTokenSource stop = new();
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly Task collecting;

    public EarlyBytes(Rfc2217Connection connection) => collecting = CollectAsync(connection);

    /// <summary>Ends the reading and hands over what has come.</summary>
    public async Task<ReadOnlyMemory<byte>> TakeAsync()
    {
        await stop.CancelAsync();
        await collecting;
        return bytes.WrittenMemory;
    }

    private async Task CollectAsync(Rfc2217Connection connection)
    {
        try
        {
            int count;
            while (bytes.WrittenCount < MostBytes && (count = await connection.ReadAsync(bytes.GetMemory(4096), stop.Token)) > 0)
            {
                bytes.Advance(count);
            }
        }
        catch (OperationCanceledException)
        {
            // Taken.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TakeAsync();
        stop.Dispose();
    }
}
