using OtaTools.Core.Fleet.Storage;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet.Rollouts;

/// <summary>
/// Who gets an image, and when: the first boards, and once these have proved themselves the others, never more at a time
/// than twice as many as have proved themselves. Pure: each step gives the rollout as it is then. What it let through, it never takes back; once stopped, it
/// lets nobody through.
/// </summary>
internal sealed record Rollout(OrderedRollout Order, RolloutProgress Progress)
{
    /// <summary>Above this nobody is let through: whoever can send requests can invent boards.</summary>
    private const int Most = 20_000;

    /// <summary>Looks at an image without coming to an end.</summary>
    private const int MostAsks = 10;

    /// <summary>Longer between two checks, this computer slept, nobody served, or its clock was set: no board could be heard.</summary>
    private static readonly TimeSpan LongestCheck = TimeSpan.FromMinutes(1);

    public RolloutPlan Plan => Order.Plan;

    public bool IsStopped => Order.IsStopped || Progress.Stop is not null;

    /// <summary>Failures that stop it.</summary>
    public int Threshold => Plan.StopAfter.Of(Math.Max(Plan.First, Progress.Boards.Count));

    /// <summary>A board looks at the image: whether it may have it.</summary>
    public (Rollout Now, bool Admitted) Ask(Board board, DateTimeOffset now)
    {
        if (IsStopped || board.Mac is not { } mac)
        {
            return (this, false);
        }

        if (Progress.Boards.GetValueOrDefault(mac) is { } known)
        {
            return AskAgain(mac, known, now);
        }

        if (Order.IsPaused || IsLeftAlone(board))
        {
            return (this, false);
        }

        if (board.Image is null)
        {
            return (this, Progress.IsOpen); // it cannot tell what became of it, so it proves nothing
        }

        var isRoom = Progress.Boards.Count < Most
            && (Progress.IsOpen ? Progress.InFlight < Math.Max(Plan.First, 2 * Progress.Proved) : Progress.Boards.Count < Plan.First);
        return isRoom ? (With(mac, new RolloutBoard(now, now, Before: AboutThis(board)), now), true) : (this, false);
    }

    /// <summary>A board asked for anything, or took some more of its download.</summary>
    public Rollout Hear(Board board, DateTimeOffset now)
    {
        if (board.Mac is not { } mac || Progress.Boards.GetValueOrDefault(mac) is not { } known || IsFinal(known))
        {
            return this;
        }

        var runsIt = board.Image == Plan.Image;
        known = known with { Heard = now > known.Heard ? now : known.Heard, Tried = known.Tried || runsIt };
        if (runsIt && board.State == Board.Valid)
        {
            known = known with { Verdict = RolloutVerdict.Proved, Failure = null, Reason = null };
        }
        else if (!runsIt && AboutThis(board) is { } outcome && KindOf(outcome.Result) is { } kind && (known.Tried || !IsSame(outcome, known.Before)))
        {
            known = known with { Verdict = RolloutVerdict.Failed, Failure = kind, Reason = outcome.Reason };
        }

        return With(mac, known, now);
    }

    /// <summary>Time went on: whoever is silent for too long has failed.</summary>
    public Rollout Check(DateTimeOffset now)
    {
        var gap = now - Progress.Checked;
        var could = gap >= TimeSpan.Zero && gap <= LongestCheck;
        var next = this with { Progress = Progress with { Checked = now } };
        if (Progress.InFlight == 0)
        {
            return next;
        }

        foreach (var (mac, board) in Progress.Boards)
        {
            if (board.Verdict != RolloutVerdict.InFlight)
            {
                continue;
            }

            if (!could)
            {
                next = next with { Progress = next.Progress.With(mac, board with { Heard = now }) };
            }
            else if (now - board.Heard > Plan.Patience)
            {
                next = next.With(mac, board with { Verdict = RolloutVerdict.Failed, Failure = RolloutFailureKind.Silent }, now);
            }
        }

        return next;
    }

    private (Rollout, bool) AskAgain(string mac, RolloutBoard known, DateTimeOffset now)
    {
        switch (known)
        {
            case { Verdict: RolloutVerdict.Failed, Failure: not RolloutFailureKind.Silent }:
                return (this, false);
            case { Verdict: not RolloutVerdict.InFlight }:
                return (this, true); // counted already
            case { Asks: >= MostAsks }:
                return (With(mac, known with { Verdict = RolloutVerdict.Failed, Failure = RolloutFailureKind.Unfinished }, now), false);
            default:
                return (With(mac, known with { Asks = known.Asks + 1 }, now), true);
        }
    }

    private Rollout With(string mac, RolloutBoard board, DateTimeOffset now)
    {
        var progress = Progress.With(mac, board);
        var next = this with { Progress = progress };
        if (progress.Stop is not null)
        {
            return next;
        }

        if (progress.Failed > 0 && progress.Failed >= next.Threshold)
        {
            return next with { Progress = progress with { Stop = new(RolloutEnd.TooManyFailed, progress.Failed, next.Threshold, now) } };
        }

        if (progress.IsOpen || progress.Boards.Count < Plan.First || progress.InFlight > 0)
        {
            return next;
        }

        return next with
        {
            Progress = progress.Proved > 0
                ? progress with { IsOpen = true }
                : progress with { Stop = new(RolloutEnd.NoneProved, progress.Failed, next.Threshold, now) },
        };
    }

    /// <summary>Nothing that it tells changes what is known of it; one that was only silent may speak yet.</summary>
    private static bool IsFinal(RolloutBoard board) =>
        board.Verdict == RolloutVerdict.Proved || board is { Verdict: RolloutVerdict.Failed, Failure: not (RolloutFailureKind.Silent or RolloutFailureKind.Unfinished) };

    /// <summary>It would not take it, and has no way to say so before it starts again.</summary>
    private bool IsLeftAlone(Board board) => AboutThis(board)?.Result == BoardResult.LeftAlone;

    private BoardOutcome? AboutThis(Board board) => board.Outcome is { } outcome && outcome.Image == Plan.Image ? outcome : null;

    private static bool IsSame(BoardOutcome now, BoardOutcome? before) => (now.Result, now.Reason) == (before?.Result, before?.Reason);

    private static RolloutFailureKind? KindOf(BoardResult result) => result switch
    {
        BoardResult.Refused => RolloutFailureKind.Refused,
        BoardResult.Failed => RolloutFailureKind.Failed,
        BoardResult.RolledBack => RolloutFailureKind.RolledBack,
        BoardResult.LeftAlone => RolloutFailureKind.LeftAlone,
        _ => null,
    };
}
