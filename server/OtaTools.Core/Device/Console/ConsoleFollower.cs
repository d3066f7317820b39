using System.Threading.Channels;

namespace OtaTools.Core.Device.Console;

/// <summary>
/// One reader of a console, who may be slower than the board: what came is handed over in batches, each after the one before
/// was taken, and in order with what happened between the bytes.
/// </summary>
public sealed class ConsoleFollower : IAsyncDisposable
{
    private const int LongestBatch = 64 * 1024;

    private readonly ConsoleHistory history;
    private readonly Func<ReadOnlyMemory<byte>, long, ValueTask> deliver;
    private readonly TimeSpan pause;
    private readonly int bytesPerSecond;
    private readonly Queue<(long Place, Func<ValueTask> Tell)> marks = new();
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource ending = new();
    private readonly Task running;
    private long position;

    /// <summary>From what is remembered on.</summary>
    /// <param name="deliver">Takes bytes, which are its own until it ends, and how many were skipped before them.</param>
    /// <param name="pause">From one batch to the next; the first after a silence goes at once.</param>
    /// <param name="bytesPerSecond">The most to hand over for long; the rest is skipped when it is overtaken.</param>
    public ConsoleFollower(
        ConsoleHistory history, Func<ReadOnlyMemory<byte>, long, ValueTask> deliver, TimeSpan pause, int bytesPerSecond = int.MaxValue)
        : this(history, deliver, pause, bytesPerSecond, 0)
    {
    }

    private ConsoleFollower(
        ConsoleHistory history, Func<ReadOnlyMemory<byte>, long, ValueTask> deliver, TimeSpan pause, int bytesPerSecond, long position)
    {
        this.history = history;
        this.deliver = deliver;
        this.pause = pause;
        this.bytesPerSecond = bytesPerSecond;
        this.position = position;
        history.Grown += Wake;
        running = Task.Run(RunAsync);
    }

    /// <summary>From the next byte on.</summary>
    public static ConsoleFollower FromNow(ConsoleHistory history, Func<ReadOnlyMemory<byte>, long, ValueTask> deliver, TimeSpan pause) =>
        new(history, deliver, pause, int.MaxValue, history.End);

    /// <summary>Something happened now: it is told after the bytes before it and before those behind it.</summary>
    public void Mark(Func<ValueTask> tell)
    {
        lock (marks)
        {
            marks.Enqueue((history.End, tell));
        }

        Wake();
    }

    /// <summary>Ends with all handed over that came before.</summary>
    public async ValueTask DisposeAsync()
    {
        history.Grown -= Wake;
        await ending.CancelAsync();
        Wake();
        await running;
        ending.Dispose();
    }

    private void Wake() => news.Writer.TryWrite(true);

    private async Task RunAsync()
    {
        var buffer = new byte[LongestBatch];
        while (true)
        {
            // Asked before the last look, so that nothing comes between the two.
            var last = ending.IsCancellationRequested;
            var (place, tell) = NextMark();
            if (tell is not null && place <= position)
            {
                await tell();
                continue;
            }

            var count = history.Read(ref position, buffer.AsSpan(0, (int)Math.Min(LongestBatch, place - position)), out var skipped);
            if (count > 0 || skipped > 0)
            {
                await deliver(buffer.AsMemory(0, count), skipped);
                await PauseAsync(count);
            }
            else if (last)
            {
                return;
            }
            else
            {
                await news.Reader.ReadAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Taken away where its turn has come.</summary>
    private (long Place, Func<ValueTask>? Tell) NextMark()
    {
        lock (marks)
        {
            if (!marks.TryPeek(out var next))
            {
                return (long.MaxValue, null);
            }

            return next.Place <= position ? marks.Dequeue() : (next.Place, null);
        }
    }

    private async Task PauseAsync(int count)
    {
        var time = TimeSpan.FromSeconds(Math.Max(pause.TotalSeconds, (double)count / bytesPerSecond));
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
