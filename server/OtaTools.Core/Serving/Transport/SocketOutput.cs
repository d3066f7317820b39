using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace OtaTools.Core.Serving.Transport;

/// <summary>
/// A connection's output that goes straight to its socket. Kestrel's own copies every byte into a pipe of each connection, from
/// which another task sends: for a thousand boards 100 MiB and seconds of processor time. Here an answer's body is lent, and
/// sent from where all downloads share it; only the heads of answers are copied, and their memory goes back once they are sent.
/// </summary>
internal sealed class SocketOutput(Socket socket) : PipeWriter
{
    private const int SmallestBuffer = 1024;

    private byte[] buffer = [];
    private int filled;
    private ReadOnlyMemory<byte> lent, taken;
    private bool ended;

    /// <summary>
    /// What the next <see cref="Advance"/> is about: these bytes, and not those of the memory that it was given. They must stay
    /// as they are until the flush after it has ended.
    /// </summary>
    public void Lend(ReadOnlyMemory<byte> bytes) => lent = bytes;

    /// <summary>Whether what was lent has gone through; it has not where the connection had ended before.</summary>
    public bool HasTaken => lent.IsEmpty;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        var least = Math.Max(sizeHint, lent.IsEmpty ? 1 : 0);
        if (buffer.Length - filled < least)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBuffer, filled + least));
            buffer.AsSpan(0, filled).CopyTo(larger);
            GiveBack();
            buffer = larger;
        }

        return buffer.AsMemory(filled);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (lent.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, buffer.Length - filled);
            filled += bytes;
        }
        else
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(bytes, lent.Length);
            (taken, lent) = (lent, default);
        }
    }

    /// <returns>Completed where the connection has ended: whoever writes is to stop.</returns>
    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            if (filled > 0 && !ended)
            {
                await SendAsync(buffer.AsMemory(0, filled), cancellationToken);
            }

            if (!taken.IsEmpty && !ended)
            {
                await SendAsync(taken, cancellationToken);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            ended = true;
        }
        finally
        {
            GiveBack();
            (buffer, filled, taken) = ([], 0, default);
        }

        return new(isCanceled: false, isCompleted: ended);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellationToken)..];
        }
    }

    /// <summary>Nothing waits to be flushed but in <see cref="FlushAsync"/> itself, which ends when the connection does.</summary>
    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null) => ended = true;

    private void GiveBack()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
