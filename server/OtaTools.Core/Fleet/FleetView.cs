using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Fleet.Storage;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet;

/// <summary>What a person sees of a fleet, from all that is known of it (pure).</summary>
internal static class FleetView
{
    private const int MostFailures = 50;

    /// <param name="images">What the folder has, by path.</param>
    public static FleetSnapshot Of(
        IReadOnlyList<Board> boards,
        IReadOnlyDictionary<string, BoardOffer> images,
        FleetPolicy policy,
        IReadOnlyList<Rollout> rollouts,
        Func<string, string?> attachedTo)
    {
        Rollout? RolloutOf(BoardOffer? offer) => offer is null ? null
            : rollouts.FirstOrDefault(one => one.Plan.Path == offer.Path)
            ?? rollouts.FirstOrDefault(one => one.Plan.Image == offer.Image); // a release pointer leads to it
        List<FleetBoard> seen =
        [
            .. boards.Select(board =>
            {
                var current = board.Offered is { } asked ? images.GetValueOrDefault(asked.Path) : null;
                return Of(board, current, policy, RolloutOf(current), attachedTo);
            }),
        ];
        return new(seen, seen.Count(board => board is { IsOutdated: true, IsHeld: false }), [.. rollouts.Select(one => Of(one, seen, policy))]);
    }

    /// <param name="current">What the folder has under the path that the board asks for.</param>
    private static FleetBoard Of(Board board, BoardOffer? current, FleetPolicy policy, Rollout? rollout, Func<string, string?> attachedTo)
    {
        var mac = board.Mac ?? "";
        var isOutdated = current is not null && board.Image is not null && board.Image != current.Image;
        var isHeld = policy.Held.Contains(mac);
        var isOrdered = isOutdated && policy.Orders.GetValueOrDefault(mac)?.Image == current!.Image;
        var now = board with { Offered = current ?? board.Offered };
        var status = StatusOf(now, isOutdated, isHeld, isOrdered, rollout);
        return new FleetBoard(now)
        {
            Name = policy.Names.GetValueOrDefault(mac),
            AttachedDevice = board.Mac is null ? null : attachedTo(board.Mac),
            IsOutdated = isOutdated,
            IsHeld = isHeld,
            Status = status,
            Summary = FleetSentences.Of(now, status, current is not null, rollout),
        };
    }

    private static FleetStatus StatusOf(Board board, bool isOutdated, bool isHeld, bool isOrdered, Rollout? rollout)
    {
        var offered = board.Offered?.Image;
        if (board.Downloading is not null)
        {
            return FleetStatus.Downloading;
        }

        if (!isOutdated)
        {
            return board.Image is null || board.Image != offered ? FleetStatus.Unknown
                : board.State == Board.OnTrial ? FleetStatus.OnTrial
                : board.Outcome is { Result: BoardResult.Updated } outcome && outcome.Image == offered ? FleetStatus.Updated
                : FleetStatus.Kept;
        }

        return board.Outcome is { } tried && tried.Image == offered && tried.Result != BoardResult.Updated ? StatusOf(tried.Result)
            : isOrdered ? FleetStatus.Ordered
            : isHeld ? FleetStatus.Held
            : rollout is null || rollout.Plan.Image != offered && rollout.IsStopped ? FleetStatus.Outdated
            : rollout.Progress.Boards.GetValueOrDefault(board.Id) is { Verdict: RolloutVerdict.Failed } ? FleetStatus.Failed
            : rollout.Progress.Boards.ContainsKey(board.Id) && !rollout.IsStopped ? FleetStatus.Outdated
            : FleetStatus.Waiting;
    }

    private static FleetStatus StatusOf(BoardResult result) => result switch
    {
        BoardResult.Refused => FleetStatus.Refused,
        BoardResult.RolledBack => FleetStatus.RolledBack,
        BoardResult.LeftAlone => FleetStatus.LeftAlone,
        _ => FleetStatus.Failed,
    };

    private static RolloutState Of(Rollout rollout, IReadOnlyList<FleetBoard> boards, FleetPolicy policy)
    {
        var (plan, progress) = (rollout.Plan, rollout.Progress);
        var waiting = boards.Count(board => board.IsOutdated && (board.Offered!.Path == plan.Path || board.Offered.Image == plan.Image) && !progress.Boards.ContainsKey(board.Id));
        var stage = rollout.IsStopped ? RolloutStage.Stopped
            : rollout.Order.IsPaused ? RolloutStage.Paused
            : !progress.IsOpen ? RolloutStage.FirstWave
            : waiting + progress.InFlight > 0 ? RolloutStage.Rest
            : RolloutStage.Done;
        var failures = progress.Boards.Where(board => board.Value.Verdict == RolloutVerdict.Failed).Take(MostFailures)
            .Select(board => new RolloutFailure(board.Key, policy.Names.GetValueOrDefault(board.Key), FleetSentences.Of(board.Value))).ToList();
        var state = new RolloutState(
            plan.Id,
            plan.Path,
            plan.Image,
            plan.Version,
            plan.Started,
            stage,
            plan.First,
            plan.StopAfter.ToString(),
            plan.Patience.TotalMinutes,
            progress.Boards.Count,
            progress.Proved,
            progress.Failed,
            progress.InFlight,
            waiting,
            failures,
            "");
        return state with { Summary = FleetSentences.Of(state, rollout) };
    }
}
