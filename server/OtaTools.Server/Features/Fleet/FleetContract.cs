using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Fleet;

/// <param name="Root">The served folder whose boards are meant; null is the one that is served now.</param>
internal sealed record FleetParams(string? Root = null);

/// <param name="Root">Null where none was named and nothing is served.</param>
/// <param name="Outdated">How many boards are outdated and not held.</param>
internal sealed record FleetState(string? Root, IReadOnlyList<FleetBoard> Boards, int Outdated, IReadOnlyList<RolloutState> Rollouts);

/// <param name="Reset">What was told before is over: these are the first boards of this root.</param>
/// <param name="Boards">New or changed, at most 200 at a time.</param>
/// <param name="Removed">Ids.</param>
internal sealed record FleetChange(
    string? Root, bool Reset, IReadOnlyList<FleetBoard> Boards, IReadOnlyList<string> Removed, int Outdated, IReadOnlyList<RolloutState> Rollouts);

/// <param name="Board">Id of a board.</param>
/// <param name="Name">At most 64 characters; null or "" takes the name away.</param>
internal sealed record NameBoardParams(string Board, string? Name = null, string? Root = null);

/// <param name="Boards">Ids.</param>
/// <param name="Hold">False lets them go on.</param>
internal sealed record HoldBoardsParams(IReadOnlyList<string> Boards, bool Hold = true, string? Root = null);

/// <param name="Boards">Ids.</param>
internal sealed record ForgetBoardsParams(IReadOnlyList<string> Boards, string? Root = null);

/// <param name="Boards">Ids; null means all that are outdated and not held.</param>
internal sealed record UpdateBoardsParams(IReadOnlyList<string>? Boards = null, string? Root = null);

/// <param name="Boards">Ids of the boards that are changed by it.</param>
internal sealed record FleetDone(IReadOnlyList<string> Boards);

internal sealed record UpdateBoardsResult(IReadOnlyList<OrderedBoard> Boards);

/// <param name="Firmware">A file below the root.</param>
/// <param name="First">How many boards get it first: a number, or a percentage of the known boards that are outdated, such as 10%.</param>
/// <param name="StopAfter">Failures that stop it: a number, or a percentage of the boards that got it.</param>
/// <param name="Patience">Minutes without a word after which a board that got it counts as failed.</param>
internal sealed record StartRolloutParams(
    string Firmware, string First, string StopAfter = RolloutPlan.DefaultStopAfter, double Patience = RolloutPlan.DefaultPatience, string? Root = null);

/// <param name="Rollout">Its id.</param>
internal sealed record RolloutParams(string Rollout, string? Root = null);

/// <summary>The boards of a served folder, and who of them gets what.</summary>
internal interface IFleetRpc
{
    /// <summary>
    /// Notification to the client: a <see cref="FleetChange"/> of the folder that <see cref="BoardsAsync"/> was asked about last. At
    /// most four times a second, but for the pages of one change.
    /// </summary>
    const string Changed = "otatools/fleet/changed";

    /// <summary>The boards as of now; what changes afterwards is told by <see cref="Changed"/>.</summary>
    [JsonRpcMethod("otatools/fleet/boards", UseSingleObjectParameterDeserialization = true)]
    Task<FleetState> BoardsAsync(FleetParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/fleet/name", UseSingleObjectParameterDeserialization = true)]
    Task<FleetDone> NameAsync(NameBoardParams parameters, CancellationToken cancellationToken);

    /// <summary>Held boards stay at what they run.</summary>
    [JsonRpcMethod("otatools/fleet/hold", UseSingleObjectParameterDeserialization = true)]
    Task<FleetDone> HoldAsync(HoldBoardsParams parameters, CancellationToken cancellationToken);

    /// <summary>Until they ask again; their names and holds go too.</summary>
    [JsonRpcMethod("otatools/fleet/forget", UseSingleObjectParameterDeserialization = true)]
    Task<FleetDone> ForgetAsync(ForgetBoardsParams parameters, CancellationToken cancellationToken);

    /// <summary>Boards get what is there for them, whatever a rollout or a hold says; those that are attached and idle are reset so that they ask at once.</summary>
    [JsonRpcMethod("otatools/fleet/update", UseSingleObjectParameterDeserialization = true)]
    Task<UpdateBoardsResult> UpdateAsync(UpdateBoardsParams parameters, CancellationToken cancellationToken);

    /// <summary>Takes the place of one of the same path.</summary>
    [JsonRpcMethod("otatools/fleet/startRollout", UseSingleObjectParameterDeserialization = true)]
    Task<RolloutState> StartRolloutAsync(StartRolloutParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/fleet/pauseRollout", UseSingleObjectParameterDeserialization = true)]
    Task<RolloutState> PauseRolloutAsync(RolloutParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/fleet/resumeRollout", UseSingleObjectParameterDeserialization = true)]
    Task<RolloutState> ResumeRolloutAsync(RolloutParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/fleet/stopRollout", UseSingleObjectParameterDeserialization = true)]
    Task<RolloutState> StopRolloutAsync(RolloutParams parameters, CancellationToken cancellationToken);
}
