using OtaTools.Core.Fleet.Rollouts;

namespace OtaTools.Core.Fleet;

/// <summary>A fleet as it stands.</summary>
/// <param name="Outdated">How many boards are outdated and not held.</param>
public sealed record FleetSnapshot(IReadOnlyList<FleetBoard> Boards, int Outdated, IReadOnlyList<RolloutState> Rollouts);
