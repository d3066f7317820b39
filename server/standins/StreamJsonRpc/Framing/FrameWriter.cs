using System.Globalization;
using System.Text;

namespace StreamJsonRpc.Framing;

/// <summary>Writes frames whole, one at a time, in the order of the calls.</summary>
/// <remarks>
/// A call that finds the writer idle starts its own write before it returns; frames queued meanwhile are written
/// on the thread pool, so that no caller pays for more than its own frame.
/// </remarks>
internal sealed class FrameWriter(Stream stream)
{
    private readonly Lock _gate = new();
    private readonly Queue<Frame> _waiting = [];
    private Frame? _current;
    private Exception? _end;

    public Task WriteAsync(ReadOnlySpan<byte> content)
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n\r\n");
        var frame = new Frame([.. Encoding.ASCII.GetBytes(header), .. content]);
        lock (_gate)
        {
            if (_end is not null)
                return Task.FromException(_end);
            if (_current is not null)
            {
                _waiting.Enqueue(frame);
                return frame.Written.Task;
            }

            _current = frame;
        }

        _ = WriteAsync(frame);
        return frame.Written.Task;
    }

    /// <summary>Fails what waits and what comes, and a write that is stuck.</summary>
    public void Close(Exception reason)
    {
        lock (_gate)
        {
            _end ??= reason;
            _current?.Written.TrySetException(_end);
            while (_waiting.TryDequeue(out var frame))
                frame.Written.SetException(_end);
        }
    }

    private async Task WriteAsync(Frame first)
    {
        var frame = first;
        while (true)
        {
            try
            {
                await stream.WriteAsync(frame.Bytes).ConfigureAwait(false);
                await stream.FlushAsync().ConfigureAwait(false);
                frame.Written.TrySetResult();
            }
            catch (Exception exception)
            {
                // Part of the frame may be out: whatever followed would be read as its rest.
                Close(exception);
            }

            if (Next() is not { } next)
                return;
            frame = next;
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    private Frame? Next()
    {
        lock (_gate)
            return _current = _waiting.TryDequeue(out var next) ? next : null;
    }

    private sealed record Frame(byte[] Bytes)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
