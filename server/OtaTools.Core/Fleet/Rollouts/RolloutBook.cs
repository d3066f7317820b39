using System.Collections.Immutable;
using OtaTools.Core.Fleet.Storage;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet.Rollouts;

/// <summary>The rollouts of one folder, and what else people said of who gets what.</summary>
internal sealed class RolloutBook(TimeProvider clock)
{
    private readonly Lock changing = new();
    private FleetPolicy policy = FleetPolicy.Empty("");
    private ImmutableList<Rollout> rollouts = [];

    public IReadOnlyList<Rollout> All
    {
        get
        {
            lock (changing)
            {
                return rollouts;
            }
        }
    }

    private SeenRollouts Seen => SeenRollouts.Empty with { Rollouts = SeenRollouts.Empty.Rollouts.AddRange(rollouts.Select(one => KeyValuePair.Create(one.Plan.Id, one.Progress))) };

    /// <summary>Hands out how far all have come, to be kept; meanwhile they come no further.</summary>
    public void Keep(Action<SeenRollouts> keep)
    {
        lock (changing)
        {
            keep(Seen);
        }
    }

    /// <summary>What people say now; what a rollout has come to stays.</summary>
    /// <param name="seen">How far rollouts are that are not known here, or all where <paramref name="recall"/> says so.</param>
    public void Follow(FleetPolicy said, SeenRollouts seen, bool recall)
    {
        lock (changing)
        {
            policy = said;
            rollouts = [.. said.Rollouts.Select(order => new Rollout(
                order,
                (recall ? seen.Rollouts.GetValueOrDefault(order.Plan.Id) : null)
                ?? rollouts.Find(known => known.Plan.Id == order.Plan.Id)?.Progress
                ?? seen.Rollouts.GetValueOrDefault(order.Plan.Id)
                ?? RolloutProgress.Begun(clock.GetUtcNow())))];
        }
    }

    /// <summary>Whether a board may begin with an image.</summary>
    /// <param name="keep">Called where that is news to keep before the board is let through, while a first wave runs; false where it could not be kept.</param>
    public bool Admits(Board board, BoardOffer image, bool isKeeper, Func<SeenRollouts, bool> keep)
    {
        lock (changing)
        {
            if (board.Mac is not { } mac || policy.Orders.GetValueOrDefault(mac)?.Image == image.Image)
            {
                return true;
            }

            if (policy.Held.Contains(mac))
            {
                return false;
            }

            var at = rollouts.FindIndex(one => one.Plan.Path == image.Path);
            at = at >= 0 ? at : rollouts.FindIndex(one => one.Plan.Image == image.Image); // a release pointer leads to it
            if (at < 0)
            {
                return true;
            }

            var before = rollouts[at];
            if (before.Plan.Image != image.Image)
            {
                return before.IsStopped; // whoever is careful about a path wants nothing else to slip through under it
            }

            if (!isKeeper)
            {
                return false; // another process counts
            }

            var (now, admitted) = before.Ask(board, clock.GetUtcNow());
            var all = rollouts;
            rollouts = rollouts.SetItem(at, now);
            if (now.Progress.IsOpen || now.Progress.Boards.Count == before.Progress.Boards.Count || keep(Seen))
            {
                return admitted;
            }

            rollouts = all;
            return false;
        }
    }

    /// <returns>Whether any rollout came further.</returns>
    public bool Hear(Board board) => Step(one => one.Hear(board, clock.GetUtcNow()));

    /// <returns>Whether any rollout came further.</returns>
    public bool Check() => Step(one => one.Check(clock.GetUtcNow()));

    private bool Step(Func<Rollout, Rollout> step)
    {
        lock (changing)
        {
            var before = rollouts;
            rollouts = rollouts.ConvertAll(one => step(one));
            return before.Zip(rollouts).Any(pair => Standing(pair.First) != Standing(pair.Second));
        }
    }

    private static (int, int, int, bool, bool) Standing(Rollout one) =>
        (one.Progress.Boards.Count, one.Progress.Proved, one.Progress.Failed, one.Progress.IsOpen, one.Progress.Stop is null);
}
