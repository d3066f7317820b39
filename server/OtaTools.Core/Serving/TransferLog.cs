using System.Collections.Concurrent;

namespace OtaTools.Core.Serving;

/// <summary>Tells who downloads what and how far; a report at the start, at each percent and at the end.</summary>
public sealed class TransferLog
{
    private readonly ConcurrentDictionary<long, Transfer> running = new();
    private long lastId;

    /// <summary>Called from the threads of the server; it must not block.</summary>
    public event Action<Transfer>? Changed;

    public IReadOnlyList<Transfer> Running => [.. running.Values.OrderBy(t => t.Id)];

    internal Transfer Begin(Transfer transfer)
    {
        transfer = transfer with { Id = Interlocked.Increment(ref lastId) };
        running[transfer.Id] = transfer;
        Changed?.Invoke(transfer);
        return transfer;
    }

    internal void Update(Transfer transfer)
    {
        running[transfer.Id] = transfer;
        Changed?.Invoke(transfer);
    }

    internal void End(Transfer transfer)
    {
        running.TryRemove(transfer.Id, out _);
        Changed?.Invoke(transfer);
    }
}
