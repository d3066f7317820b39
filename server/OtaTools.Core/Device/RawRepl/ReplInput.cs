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
    public ValueTask<byte[]> ReadThroughAsync(ReadOnlyMemory<byte> delimiter, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var searched = 0L;
        return ReadAsync(
            buffer =>
            {
                // A long answer comes in many pieces: what was looked through is not looked through again.
                var end = EndOf(delimiter.Span, buffer.Slice(Math.Max(0, searched - delimiter.Length + 1)));
                searched = buffer.Length;
                return end;
            },
            timeout,
            cancellationToken);
    }

    /// <summary>
    /// The next bytes: up to and including the delimiter where it has come, else all but what may be its beginning. Unlike
    /// <see cref="ReadThroughAsync"/> it holds nothing back, however much comes before the delimiter.
    /// </summary>
    /// <exception cref="ReplTimeoutException">Nothing came in time.</exception>
    public async ValueTask<(byte[] Bytes, bool Found)> ReadTowardsAsync(ReadOnlyMemory<byte> delimiter, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var found = false;
        var bytes = await ReadAsync(
            buffer =>
            {
                if (EndOf(delimiter.Span, buffer) is { } end)
                {
                    found = true;
                    return end;
                }

                var certain = buffer.Length - BeginningAtEnd(delimiter.Span, buffer);
                return certain == 0 ? null : buffer.GetPosition(certain);
            },
            timeout,
            cancellationToken);
        return (bytes, found);
    }

    /// <summary>What has come, or else the next that comes.</summary>
    public ValueTask<byte[]> ReadAvailableAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        ReadAsync(buffer => buffer.IsEmpty ? null : buffer.End, timeout, cancellationToken);

    public ValueTask<byte[]> ReadExactlyAsync(int count, TimeSpan timeout, CancellationToken cancellationToken) =>
        ReadAsync(buffer => buffer.Length >= count ? buffer.GetPosition(count) : null, timeout, cancellationToken);

    public ValueTask<byte> ReadByteAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = Look();
        if (waiting.IsEmpty)
        {
            pipe.Reader.AdvanceTo(waiting.Start);
            return FirstOfAsync(ReadExactlyAsync(1, timeout, cancellationToken));
        }

        var first = waiting.FirstSpan[0];
        pipe.Reader.AdvanceTo(waiting.GetPosition(1));
        return new ValueTask<byte>(first);

        static async ValueTask<byte> FirstOfAsync(ValueTask<byte[]> bytes) => (await bytes)[0];
    }

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
        var waiting = Look();
        var bytes = waiting.ToArray();
        pipe.Reader.AdvanceTo(waiting.End);
        return bytes;
    }

    /// <summary>What has come and was not read, without taking it.</summary>
    public byte[] Peek()
    {
        var waiting = Look();
        var bytes = waiting.Slice(Math.Max(0, waiting.Length - SeenInErrors)).ToArray();
        pipe.Reader.AdvanceTo(waiting.Start);
        return bytes;
    }

    /// <summary>All that is unread, also what an earlier wait has looked at in vain, which the pipe hides until more comes.</summary>
    private ReadOnlySequence<byte> Look()
    {
        pipe.Reader.CancelPendingRead();
        pipe.Reader.TryRead(out var result);
        return result.Buffer;
    }

    private async ValueTask<byte[]> ReadAsync(
        Func<ReadOnlySequence<byte>, SequencePosition?> find, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        pipe.Reader.CancelPendingRead();
        if (!pipe.Reader.TryRead(out var result))
        {
            throw new InvalidOperationException("A cancelled read ends at once.");
        }

        if (Take(result, find) is { } there)
        {
            return there;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        while (true)
        {
            try
            {
                result = await pipe.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ReplTimeoutException(Peek());
            }

            if (Take(result, find) is { } bytes)
            {
                return bytes;
            }
        }
    }

    private byte[]? Take(ReadResult result, Func<ReadOnlySequence<byte>, SequencePosition?> find)
    {
        if (find(result.Buffer) is { } end)
        {
            var bytes = result.Buffer.Slice(0, end).ToArray();
            pipe.Reader.AdvanceTo(end);
            return bytes;
        }

        pipe.Reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        return result.IsCompleted ? throw new EndOfStreamException() : null;
    }

    private static SequencePosition? EndOf(ReadOnlySpan<byte> delimiter, ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, delimiter) ? reader.Position : null;
    }

    /// <summary>How many of the last bytes are the beginning of the delimiter.</summary>
    private static int BeginningAtEnd(ReadOnlySpan<byte> delimiter, ReadOnlySequence<byte> buffer)
    {
        var last = buffer.Slice(buffer.Length - Math.Min(buffer.Length, delimiter.Length - 1)).ToArray().AsSpan();
        for (var length = last.Length; length > 0; length--)
        {
            if (delimiter.StartsWith(last[^length..]))
            {
                return length;
            }
        }

        return 0;
    }
}

/// <summary>A wait for the board ran out; what had come by then.</summary>
internal sealed class ReplTimeoutException(byte[] seen) : Exception("The board did not answer in time.")
{
    public byte[] Seen { get; } = seen;
}
