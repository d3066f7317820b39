using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet;

/// <summary>How boards and rollouts stand, in sentences.</summary>
internal static class FleetSentences
{
    private const int LongestPath = 200, NamedFailures = 3;

    /// <param name="isThere">The folder has an image under the path that the board asks for.</param>
    public static string Of(Board board, FleetStatus status, bool isThere, Rollout? rollout)
    {
        var runs = board.Version ?? Strings.FleetSomeImage();
        var offered = board.Offered is { } offer ? NameOf(offer.Version, offer.Path) : Strings.FleetSomeImage();
        var reason = board.Outcome?.Reason ?? Strings.FleetNoReason();
        return status switch
        {
            FleetStatus.Kept => Strings.FleetKept(runs),
            FleetStatus.Updated => Strings.FleetUpdated(runs),
            FleetStatus.Outdated => Strings.FleetOutdated(runs, offered),
            FleetStatus.Waiting => Strings.FleetWaiting(runs, offered, WhyWaiting(rollout!)),
            FleetStatus.Held => Strings.FleetHeld(runs, offered),
            FleetStatus.Ordered => Strings.FleetOrdered(runs, offered),
            FleetStatus.Downloading => Strings.FleetDownloading(offered, board.Downloading!),
            FleetStatus.OnTrial => Strings.FleetOnTrial(runs),
            FleetStatus.Refused => Strings.FleetRefused(offered, reason),
            FleetStatus.RolledBack => Strings.FleetRolledBack(offered, runs, reason),
            FleetStatus.LeftAlone => Strings.FleetLeftAlone(offered, reason),
            FleetStatus.Failed => Strings.FleetFailed(
                offered, rollout?.Progress.Boards.GetValueOrDefault(board.Id) is { Failure: RolloutFailureKind.Silent or RolloutFailureKind.Unfinished } silent ? Of(silent) : reason),
            _ when board.Image is null => Strings.FleetTellsNothing(),
            _ when board.Offered is not null && !isThere => Strings.FleetImageGone(runs, ForeignText.Printable(board.Offered.Path, LongestPath)),
            _ => Strings.FleetAskedNothing(runs),
        };
    }

    /// <summary>Why a board counts as failed.</summary>
    public static string Of(RolloutBoard board)
    {
        var reason = board.Reason ?? Strings.FleetNoReason();
        return board.Failure switch
        {
            RolloutFailureKind.Refused => Strings.FleetWhyRefused(reason),
            RolloutFailureKind.RolledBack => Strings.FleetWhyRolledBack(reason),
            RolloutFailureKind.LeftAlone => Strings.FleetWhyLeftAlone(reason),
            RolloutFailureKind.Silent => Strings.FleetWhySilent(),
            RolloutFailureKind.Unfinished => Strings.FleetWhyUnfinished(),
            _ => Strings.FleetWhyFailed(reason),
        };
    }

    public static string Of(RolloutState state, Rollout rollout)
    {
        var image = NameOf(state.Version, state.Path);
        return state.Stage switch
        {
            RolloutStage.FirstWave => Strings.RolloutFirstWave(image, state.First, state.Admitted, state.Proved, state.Failed),
            RolloutStage.Rest => Strings.RolloutRest(image, state.Proved, state.InFlight, state.Waiting, state.Failed),
            RolloutStage.Paused => Strings.RolloutPaused(image, state.Proved, state.InFlight, state.Waiting),
            RolloutStage.Done => Strings.RolloutDone(image, state.Proved, state.Failed),
            _ when rollout.Progress.Stop is { Why: RolloutEnd.NoneProved } => Strings.RolloutNoneProved(image, state.Admitted, Named(state), state.Waiting),
            _ when rollout.Progress.Stop is { } stop => Strings.RolloutTooManyFailed(image, stop.Failed, state.Admitted, Named(state), state.Waiting),
            _ => Strings.RolloutStoppedByHand(image, state.Proved, state.Waiting),
        };
    }

    private static string WhyWaiting(Rollout rollout) =>
        rollout.IsStopped ? Strings.RolloutWaitStopped()
        : rollout.Order.IsPaused ? Strings.RolloutWaitPaused()
        : rollout.Progress.IsOpen ? Strings.RolloutWaitTurn()
        : Strings.RolloutWaitFirst(rollout.Plan.First);

    private static string Named(RolloutState state)
    {
        var named = string.Join(Strings.FleetListGap(), state.Failures.Take(NamedFailures).Select(failure => $"{failure.Name ?? failure.Board}: {failure.Reason}"));
        return state.Failed > NamedFailures ? Strings.FleetAndMore(named, state.Failed - NamedFailures) : named;
    }

    private static string NameOf(string? version, string path) => version ?? ForeignText.Printable(path, LongestPath);
}
