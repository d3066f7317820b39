using System.Collections.Immutable;
using OtaTools.Core.Fleet.Rollouts;

namespace OtaTools.Core.Fleet.Storage;

/// <summary>A person wants a board to have an image.</summary>
/// <param name="Image">Its identity: 16 hexadecimal digits.</param>
internal sealed record UpdateOrder(string Image, DateTimeOffset At);

/// <summary>A rollout as people decided on it.</summary>
internal sealed record OrderedRollout(RolloutPlan Plan, bool IsPaused = false, bool IsStopped = false);

/// <summary>What people said of the boards of one folder; all by MAC address.</summary>
/// <param name="Forgotten">Boards by their id, and when: whoever keeps the records forgets them too.</param>
internal sealed record FleetPolicy(
    int Schema,
    string Root,
    ImmutableSortedDictionary<string, string> Names,
    ImmutableSortedSet<string> Held,
    ImmutableSortedDictionary<string, UpdateOrder> Orders,
    ImmutableSortedDictionary<string, DateTimeOffset> Forgotten,
    ImmutableList<OrderedRollout> Rollouts)
{
    public const int CurrentSchema = 1;

    /// <summary>One a path; the oldest go.</summary>
    private const int MostRollouts = 50;

    private static readonly TimeSpan RememberForgotten = TimeSpan.FromDays(30);

    public static FleetPolicy Empty(string root) => new(
        CurrentSchema,
        root,
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, UpdateOrder>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal),
        []);

    /// <summary>Nothing that was said of these boards counts any more.</summary>
    public FleetPolicy Forget(IReadOnlyCollection<string> boards, DateTimeOffset now) => this with
    {
        Names = Names.RemoveRange(boards),
        Held = Held.Except(boards),
        Orders = Orders.RemoveRange(boards),
        Forgotten = Forgotten.RemoveRange(Forgotten.Where(board => now - board.Value > RememberForgotten).Select(board => board.Key)).SetItems(
            boards.Select(board => KeyValuePair.Create(board, now))),
    };

    /// <summary>In place of what went on for the same path.</summary>
    public FleetPolicy Start(RolloutPlan plan) => this with
    {
        Rollouts = [.. Rollouts.Where(known => known.Plan.Path != plan.Path).TakeLast(MostRollouts - 1), new OrderedRollout(plan)],
    };

    public FleetPolicy Change(string rollout, Func<OrderedRollout, OrderedRollout> change) => this with
    {
        Rollouts = [.. Rollouts.Select(known => known.Plan.Id == rollout ? change(known) : known)],
    };
}
