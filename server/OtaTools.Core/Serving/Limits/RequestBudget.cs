using System.Net;

namespace OtaTools.Core.Serving.Limits;

/// <summary>
/// How many requests one address may send: a bucket of tokens each, that fills again with time. A thousand boards behind one
/// router that all update at once, with a dozen requests each, do not notice it; a loop that never waits does.
/// </summary>
internal sealed class RequestBudget(TimeProvider clock, int burst = RequestBudget.Burst, int perSecond = RequestBudget.PerSecond)
{
    public const int Burst = 20_000, PerSecond = 200;

    /// <summary>Addresses that are remembered: those whose bucket is full again need not be.</summary>
    private const int MostAddresses = 4096;

    private readonly Lock changing = new();

    /// <summary>When the bucket of an address is full again, in the clock's ticks: one number says how full it is.</summary>
    private readonly Dictionary<IPAddress, long> fullAt = [];

    private readonly long tick = Math.Max(1, clock.TimestampFrequency / perSecond);

    /// <summary>Addresses that are remembered now.</summary>
    internal int Known => fullAt.Count;

    /// <returns>Zero where the request may pass, else how long to wait.</returns>
    public TimeSpan Take(IPAddress address)
    {
        lock (changing)
        {
            var now = clock.GetTimestamp();
            var full = Math.Max(now, fullAt.GetValueOrDefault(address)) + tick;
            var over = full - now - (burst * tick);
            if (over > 0)
            {
                return TimeSpan.FromSeconds((double)over / clock.TimestampFrequency);
            }

            if (fullAt.Count >= MostAddresses && !fullAt.ContainsKey(address))
            {
                Forget(now);
            }

            fullAt[address] = full;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Those that are full; where that is none, all: whoever has so many addresses is not held up by any bucket.</summary>
    private void Forget(long now)
    {
        foreach (var (address, _) in fullAt.Where(one => one.Value <= now).ToList())
        {
            fullAt.Remove(address);
        }

        if (fullAt.Count >= MostAddresses)
        {
            fullAt.Clear();
        }
    }
}
