namespace OtaTools.Core.Serving.Limits;

/// <summary>Cuts downloads of which nothing was taken for so long that no board erases any more: it lost its power or its Wi-Fi.</summary>
internal sealed class StalledDownloads : IDisposable
{
    /// <summary>A whole slot is erased in half a minute; a debugger at the board takes longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly ITimer timer;

    public StalledDownloads(TransferLog transfers, TimeProvider clock) =>
        timer = clock.CreateTimer(_ => transfers.CutStalled(Patience), null, Look, Look);

    public void Dispose() => timer.Dispose();
}
