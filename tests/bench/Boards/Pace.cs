using System.Diagnostics;

namespace OtaTools.Bench.Boards;

/// <summary>Keeps a reader to its rate. A little of what it missed it may catch up on, as a board's TCP window allows.</summary>
internal sealed class Pace(int bytesPerSecond)
{
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(100);

    private long due = Stopwatch.GetTimestamp();

    public Task TakenAsync(int bytes, CancellationToken cancellationToken)
    {
        var now = Stopwatch.GetTimestamp();
        due = Math.Max(due, now - (long)(CatchUp.TotalSeconds * Stopwatch.Frequency)) + (bytes * Stopwatch.Frequency / bytesPerSecond);
        var wait = TimeSpan.FromSeconds((double)(due - now) / Stopwatch.Frequency);
        return wait > TimeSpan.Zero ? Task.Delay(wait, cancellationToken) : Task.CompletedTask;
    }
}
