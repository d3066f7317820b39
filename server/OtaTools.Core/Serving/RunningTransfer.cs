namespace OtaTools.Core.Serving;

/// <summary>A request that is being answered: counts, and reports now and then.</summary>
/// <param name="cut">Ends its connection.</param>
internal sealed class RunningTransfer(TransferLog log, Transfer begun, TimeProvider clock, Action cut)
{
    private long sent, sentAt = clock.GetTimestamp(), toldAt = clock.GetTimestamp(), toldPercent;

    public Transfer Now => begun with { BytesSent = Interlocked.Read(ref sent) };

    /// <summary>For how long nothing was taken.</summary>
    public TimeSpan Stalled => clock.GetElapsedTime(Interlocked.Read(ref sentAt));

    /// <param name="bytes">Of the body so far.</param>
    public void Sent(long bytes)
    {
        Interlocked.Exchange(ref sent, bytes);
        Interlocked.Exchange(ref sentAt, clock.GetTimestamp());
        var percent = bytes * 100 / Math.Max(1, begun.BytesTotal);
        if (percent != toldPercent && log.IsDue(clock.GetElapsedTime(toldAt)))
        {
            (toldAt, toldPercent) = (clock.GetTimestamp(), percent);
            log.Tell(Now);
        }
    }

    public void Cut() => cut();

    /// <summary>It went out whole where the count says so.</summary>
    public void End()
    {
        var now = Now;
        log.End(now with { State = now.BytesSent == now.BytesTotal ? TransferState.Done : TransferState.BrokenOff });
    }
}
