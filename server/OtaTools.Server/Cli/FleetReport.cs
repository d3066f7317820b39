using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;

namespace OtaTools.Server.Cli;

/// <summary>What `boards --json` and `rollout status --json` print: one document. Documented in server/README.md; a change of what is there is a new schema.</summary>
/// <param name="Root">The served folder.</param>
internal sealed record FleetReport(int Schema, string Root, IReadOnlyList<FleetBoard> Boards, int Outdated, IReadOnlyList<RolloutState> Rollouts)
{
    public const int CurrentSchema = 1;

    public static FleetReport Of(BoardFleet fleet, FleetSnapshot seen) => new(CurrentSchema, fleet.Root, seen.Boards, seen.Outdated, seen.Rollouts);
}
