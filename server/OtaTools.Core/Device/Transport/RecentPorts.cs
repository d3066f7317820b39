namespace OtaTools.Core.Device.Transport;

/// <summary>The list of ports for questions that come with every key: asked of the system no more often than it could change under a hand.</summary>
internal sealed class RecentPorts(Func<IReadOnlyList<PortInfo>> list, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock asking = new();
    private (IReadOnlyList<PortInfo> Ports, long At)? last;

    public RecentPorts()
        : this(PortCatalog.List, TimeProvider.System)
    {
    }

    /// <summary>As <see cref="PortCatalog.Find(string)"/>.</summary>
    public PortInfo? Find(string name)
    {
        lock (asking)
        {
            if (last is not { } known || clock.GetElapsedTime(known.At) > Fresh)
            {
                last = known = (list(), clock.GetTimestamp());
            }

            return PortCatalog.Find(name, known.Ports);
        }
    }
}
