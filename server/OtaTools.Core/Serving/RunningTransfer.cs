namespace OtaTools.Core.Serving;

/// <summary>A request that is being answered: counts, and reports now and then.</summary>
internal sealed class RunningTransfer(TransferLog log, Transfer begun, TimeProvider clock)
{
    private long sent, toldAt = clock.GetTimestamp(), toldPercent;

    public Transfer Now => begun with { BytesSent = Interlocked.Read(ref sent) };

    /// <param name="bytes">Of the body so far.</param>
    public void Sent(long bytes)
    {
        Interlocked.Exchange(ref sent, bytes);
        var percent = bytes * 100 / Math.Max(1, begun.BytesTotal);
        if (percent != toldPercent && log.IsDue(clock.GetElapsedTime(toldAt)))
        {
            (toldAt, toldPercent) = (clock.GetTimestamp(), percent);
            log.Tell(Now);
        }
    }

    /// <summary>Whether all of it went out is seen by the count.</summary>
    public void End()
    {
        var now = Now;
        log.End(now with { State = now.BytesSent == now.BytesTotal ? TransferState.Done : TransferState.BrokenOff });
    }
}
