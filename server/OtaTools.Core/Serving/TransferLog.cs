using System.Collections.Concurrent;

namespace OtaTools.Core.Serving;

/// <summary>Tells who downloads what and how far: a report at the start and at the end, and between them as many as a viewer can follow.</summary>
public sealed class TransferLog(TimeProvider clock)
{
    /// <summary>Of one download.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Of all together: a thousand boards' percents would be a hundred thousand records, lines and notifications, which cost
    /// more than sending the image does.
    /// </summary>
    private static readonly TimeSpan AllApart = TimeSpan.FromMilliseconds(25);

    private readonly ConcurrentDictionary<long, RunningTransfer> running = new();
    private long lastId;

    public TransferLog()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Called from the threads of the server; it must not block.</summary>
    public event Action<Transfer>? Changed;

    /// <summary>As they stand now, those that began first before the others.</summary>
    public IReadOnlyList<Transfer> Running => [.. running.Values.Select(one => one.Now).OrderBy(one => one.Id)];

    /// <summary>The boards to which something is being sent now.</summary>
    public IReadOnlyList<string> Downloading => [.. Running.Where(one => one.BytesTotal > 0).Select(one => one.Board).Distinct()];

    /// <summary>Ends when nothing is being sent any more.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(Transfer? transfer)
        {
            if (transfer?.State != TransferState.Running && Downloading.Count == 0)
            {
                idle.TrySetResult();
            }
        }

        Changed += Look;
        try
        {
            Look(null);
            await idle.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Changed -= Look;
        }
    }

    /// <param name="cut">Ends its connection.</param>
    internal RunningTransfer Begin(Transfer transfer, Action cut)
    {
        var one = new RunningTransfer(this, transfer with { Id = Interlocked.Increment(ref lastId) }, clock, cut);
        running[one.Now.Id] = one;
        Changed?.Invoke(one.Now);
        return one;
    }

    internal void CutStalled(TimeSpan patience)
    {
        foreach (var one in running.Values.Where(one => one.Stalled > patience))
        {
            try
            {
                one.Cut();
            }
            catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException or NullReferenceException)
            {
                // It ended in this moment, and its request with it: an exception of a timer would end the process.
            }
        }
    }

    /// <summary>Whether it is time to tell of a download again that was told of so long ago.</summary>
    internal bool IsDue(TimeSpan told) => told >= Apart && told >= AllApart * running.Count;

    internal void Tell(Transfer transfer) => Changed?.Invoke(transfer);

    internal void End(Transfer transfer)
    {
        running.TryRemove(transfer.Id, out _);
        Changed?.Invoke(transfer);
    }
}
