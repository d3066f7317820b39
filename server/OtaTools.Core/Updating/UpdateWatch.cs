using OtaTools.Core.Device.Console;
using static OtaTools.Core.Device.Console.BoardEvent;

namespace OtaTools.Core.Updating;

/// <summary>
/// Follows one update through the events of the console, from the reset on: a pure state machine. It ends with a
/// result in <see cref="Outcome"/> or by throwing the reason why not. A link that is lost and comes back, as that of a chip with
/// USB of its own at each reset, leaves lines out: what comes later says it as well.
/// </summary>
/// <param name="before">What the board said of itself before, null where it is not known.</param>
/// <param name="offered">What the board will say of the new image, as far as it can be told.</param>
internal sealed class UpdateWatch(long imageLength, RunningImage? before = null, RunningImage? offered = null)
{
    /// <summary>A board prints at least once in this time: joining, erasing and trying again all take less.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(90);

    /// <summary>In a trial without network it may say nothing until the trial's deadline (120 s), and the user's program runs meanwhile.</summary>
    private static readonly TimeSpan LongestSilenceInTrial = TimeSpan.FromSeconds(180);

    /// <summary>After the proof it resets once more, at once.</summary>
    private static readonly TimeSpan LongestSilenceAfterProof = TimeSpan.FromSeconds(3), LongestReset = TimeSpan.FromSeconds(20);

    /// <summary>USB is back within seconds; a cable that was pulled is worth no long wait, since the board goes on by itself.</summary>
    private static readonly TimeSpan LongestLoss = TimeSpan.FromSeconds(20);

    private Phase phase;
    private bool begun;
    private bool isLost;
    private bool wasLost;
    private RunningImage? onTrial;
    private bool requested;
    private bool finalized;
    private bool resets;
    private string? versionAfterFallBack;
    private string? lastFailure;

    /// <summary>Where the update is.</summary>
    private enum Phase
    {
        /// <summary>The image of before runs.</summary>
        Before,

        /// <summary>The board switched; the new image boots, or runs unproved.</summary>
        Trial,

        /// <summary>The image of before runs again; the line with the reason comes next.</summary>
        FellBack,

        /// <summary>The new image is proved; the board resets once more, which takes its watchdog away.</summary>
        Proved,
        Over,
    }

    public RunningImage? From { get; private set; } = before;

    public RunningImage? To { get; private set; }

    public string? Mac { get; private set; }

    public int Boots { get; private set; }

    public UpdateOutcome? Outcome { get; private set; }

    /// <summary>The image of before runs still, or nothing was seen yet: nothing is on trial.</summary>
    public bool IsBeforeTrial => phase == Phase.Before && !finalized;

    /// <summary>The board has nothing more to do: it runs as it will run.</summary>
    public bool IsOver => phase == Phase.Over;

    /// <summary>How long the board may print nothing from here on.</summary>
    public TimeSpan Patience => phase switch
    {
        _ when isLost => LongestLoss,
        Phase.Trial => LongestSilenceInTrial,
        Phase.Proved => resets ? LongestReset : LongestSilenceAfterProof,
        _ => LongestSilence,
    };

    /// <summary>The link is gone and looked for.</summary>
    public void OnLost() => (isLost, wasLost) = (true, true);

    public void OnBack()
    {
        isLost = false;
        if (phase == Phase.Proved)
        {
            phase = Phase.Over; // that was its last reset
        }
    }

    /// <returns>What to show, or null.</returns>
    /// <exception cref="OtaToolsException">The update has failed, and why.</exception>
    public UpdateProgress? On(BoardEvent what)
    {
        switch (phase)
        {
            case Phase.Proved:
                resets |= what is Resetting;
                if (what is Booted)
                {
                    Boots++;
                    phase = Phase.Over;
                }

                return null;
            case Phase.FellBack:
                throw WentBack((what as RolledBack)?.Reason ?? lastFailure ?? Strings.ReasonUnknown());
            case Phase.Trial:
                return InTrial(what);
            default:
                return BeforeSwitch(what);
        }
    }

    /// <summary>The board printed nothing for <see cref="Patience"/>, or its console is gone.</summary>
    /// <exception cref="OtaToolsException">It went back.</exception>
    public void OnSilence()
    {
        if (phase == Phase.FellBack)
        {
            throw WentBack(lastFailure ?? Strings.ReasonUnknown());
        }
    }

    private UpdateProgress? BeforeSwitch(BoardEvent what)
    {
        begun |= what is Started or Requested or Downloaded;
        switch (what)
        {
            case Booted booted when (begun || finalized) && From is not null && booted.Label != From.Slot:
                phase = Phase.Trial; // the line of its reset was lost
                return InTrial(what);
            case Proved proved when From is not null && proved.Label != From.Slot:
                phase = Phase.Trial;
                return InTrial(what);
            case Booted booted:
                Boots++;
                Mac = booted.Mac;
                From = new(booted.Label, booted.Version);
                (requested, finalized) = (false, false);
                return new(UpdateStage.Joining, null, Strings.StageJoining());
            case Requested when !requested: // the manifest, packed forms and the rest after a broken connection are requests too
                requested = true;
                return new(UpdateStage.Downloading, 0, Strings.StageDownloading());
            case Downloaded downloaded:
                return new(UpdateStage.Downloading, (int)Math.Min(100, downloaded.Bytes * 100 / Math.Max(1, imageLength)), Strings.StageDownloading());
            case Finalized:
                finalized = true;
                return new(UpdateStage.Verifying, null, Strings.StageVerified());
            case Resetting when finalized: // one without is to settle what was before
                phase = Phase.Trial;
                return new(UpdateStage.Restarting, null, Strings.StageRestarting());
            case UpToDate:
                To = From;
                Outcome = UpdateOutcome.AlreadyRunning;
                phase = Phase.Over;
                return null;
            case LeftAlone left:
                throw new OtaToolsException(ErrorCode.UpdateLeftAlone, Strings.UpdateLeftAlone(left.Text));
            case NotItsTurn waits:
                throw new OtaToolsException(ErrorCode.UpdateLeftAlone, Strings.UpdateNotItsTurn(waits.Text));
            case Interrupted:
                throw new OtaToolsException(ErrorCode.UpdateFailed, Strings.UpdateInterrupted());
            case Failed failed:
                throw new OtaToolsException(ErrorCode.UpdateFailed, Strings.UpdateFailed(failed.Text, BoardAdvice.For(failed.Text))) { Evidence = failed.Text };
            default:
                return null;
        }
    }

    private UpdateProgress? InTrial(BoardEvent what)
    {
        switch (what)
        {
            case Booted booted:
                Boots++;
                Mac = booted.Mac;
                if (booted.Label != From?.Slot)
                {
                    onTrial = new(booted.Label, booted.Version);
                    return new(UpdateStage.Proving, null, Strings.StageProving(booted.Version));
                }

                phase = Phase.FellBack;
                versionAfterFallBack = booted.Version;
                return null;
            case Proved proved:
                To = new(proved.Label, proved.Version);
                Outcome = UpdateOutcome.Updated;
                phase = Phase.Proved;
                return null;
            case UpToDate when wasLost: // an image on trial is proved, and says nothing of the kind: this one was
                To = onTrial ?? offered ?? From;
                Outcome = UpdateOutcome.Updated;
                phase = Phase.Over;
                return null;
            case RolledBack rolledBack when wasLost:
                throw WentBack(rolledBack.Reason);
            case Downloaded or LeftAlone when wasLost: // only the image of before fetches another
                throw WentBack(lastFailure ?? Strings.ReasonUnknown());
            case Unproved unproved:
                lastFailure = unproved.Reason; // the trial goes on until its own deadline
                return null;
            case Failed failed:
                lastFailure = failed.Text;
                return null;
            case GoingBack { Reason.Length: > 0 } goingBack:
                lastFailure = goingBack.Reason;
                return null;
            case Interrupted:
                throw new OtaToolsException(ErrorCode.UpdateFailed, Strings.UpdateInterrupted());
            default:
                return null;
        }
    }

    private OtaToolsException WentBack(string reason) =>
        new(ErrorCode.UpdateRolledBack, Strings.UpdateRolledBack(versionAfterFallBack ?? From?.Version ?? "", reason, BoardAdvice.For(reason))) { Evidence = reason };
}
