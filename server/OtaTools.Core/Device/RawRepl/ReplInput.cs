using System.Buffers;
using System.IO.Pipelines;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>Bytes from the board on their way to the one exchange that holds the line: every wait has a deadline.</summary>
internal sealed class ReplInput
{
    private const int SeenInErrors = 160;

    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, useSynchronizationContext: false));

    /// <summary>Takes the bytes at once; the task ends when less than a megabyte is unread.</summary>
    public ValueTask<FlushResult> Append(ReadOnlyMemory<byte> bytes) => pipe.Writer.WriteAsync(bytes);

    /// <summary>No more bytes will come.</summary>
    public void Complete() => pipe.Writer.Complete();

    /// <summary>Everything up to and including the delimiter.</summary>
    /// <exception cref="ReplTimeoutException">The delimiter did not come in time.</exception>
    public ValueTask<byte[]> ReadThroughAsync(ReadOnlyMemory<byte> delimiter, TimeSpan timeout, CancellationToken cancellationToken) =>
        ReadAsync(
            buffer =>
            {
                var reader = new SequenceReader<byte>(buffer);
                return reader.TryReadTo(out ReadOnlySequence<byte> _, delimiter.Span) ? reader.Position : null;
            },
            timeout,
            cancellationToken);

    /// <summary>What has come, or else the next that comes.</summary>
    public ValueTask<byte[]> ReadAvailableAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        ReadAsync(buffer => buffer.IsEmpty ? null : buffer.End, timeout, cancellationToken);

    public ValueTask<byte[]> ReadExactlyAsync(int count, TimeSpan timeout, CancellationToken cancellationToken) =>
        ReadAsync(buffer => buffer.Length >= count ? buffer.GetPosition(count) : null, timeout, cancellationToken);

    /// <summary>What has come until the line was quiet for a while; bounded in time, since some programs print for ever.</summary>
    public async ValueTask<byte[]> DrainAsync(TimeSpan quiet, TimeSpan limit, CancellationToken cancellationToken)
    {
        var seen = new ArrayBufferWriter<byte>();
        var end = DateTime.UtcNow + limit;
        while (DateTime.UtcNow < end)
        {
            try
            {
                seen.Write(await ReadAsync(buffer => buffer.IsEmpty ? null : buffer.End, quiet, cancellationToken));
            }
            catch (ReplTimeoutException)
            {
                break;
            }
        }

        return seen.WrittenSpan.ToArray();
    }

    /// <summary>Takes what has come.</summary>
    public byte[] TakeAvailable()
    {
        pipe.Reader.CancelPendingRead(); // else bytes that a wait has looked at in vain are hidden until more come
        if (!pipe.Reader.TryRead(out var result))
        {
            return [];
        }

        var bytes = result.Buffer.ToArray();
        pipe.Reader.AdvanceTo(result.Buffer.End);
        return bytes;
    }

    /// <summary>What has come and was not read, without taking it.</summary>
    public byte[] Peek()
    {
        pipe.Reader.CancelPendingRead();
        if (!pipe.Reader.TryRead(out var result))
        {
            return [];
        }

        var bytes = result.Buffer.Slice(Math.Max(0, result.Buffer.Length - SeenInErrors)).ToArray();
        pipe.Reader.AdvanceTo(result.Buffer.Start);
        return bytes;
    }

    private async ValueTask<byte[]> ReadAsync(
        Func<ReadOnlySequence<byte>, SequencePosition?> find, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        while (true)
        {
            ReadResult result;
            try
            {
                result = await pipe.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ReplTimeoutException(Peek());
            }

            if (find(result.Buffer) is { } end)
            {
                var bytes = result.Buffer.Slice(0, end).ToArray();
                pipe.Reader.AdvanceTo(end);
                return bytes;
            }

            pipe.Reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
            {
                throw new EndOfStreamException();
            }
        }
    }
}

/// <summary>A wait for the board ran out; what had come by then.</summary>
internal sealed class ReplTimeoutException(byte[] seen) : Exception("The board did not answer in time.")
{
    public byte[] Seen { get; } = seen;
}
