using OtaTools.Core.Device.Console;
using static OtaTools.Core.Device.Console.BoardEvent;

namespace OtaTools.Core.Updating;

/// <summary>
/// Follows one update through the events of the console, from the reset on: a pure state machine. It ends with a
/// result in <see cref="Outcome"/> or by throwing the reason why not.
/// </summary>
internal sealed class UpdateWatch(long imageLength)
{
    private bool switched;
    private bool goingBack;
    private string? lastFailure;

    public RunningImage? From { get; private set; }

    public RunningImage? To { get; private set; }

    public string? Mac { get; private set; }

    public int Boots { get; private set; }

    public UpdateOutcome? Outcome { get; private set; }

    /// <returns>What to show, or null.</returns>
    /// <exception cref="OtaToolsException">The update has failed, and why.</exception>
    public UpdateProgress? On(BoardEvent what)
    {
        switch (what)
        {
            case Booted booted:
                return OnBoot(booted);
            case Requested when !InTrial:
                return new(UpdateStage.Downloading, 0, Strings.StageDownloading());
            case Downloaded downloaded:
                return new(UpdateStage.Downloading, (int)Math.Min(100, downloaded.Bytes * 100 / Math.Max(1, imageLength)), Strings.StageDownloading());
            case Finalized:
                return new(UpdateStage.Verifying, null, Strings.StageVerified());
            case Resetting:
                switched = !goingBack;
                return new(UpdateStage.Restarting, null, Strings.StageRestarting());
            case Proved proved when InTrial:
                To = new(proved.Label, proved.Version);
                Outcome = UpdateOutcome.Updated;
                return null;
            case UpToDate when !switched:
                To = From;
                Outcome = UpdateOutcome.AlreadyRunning;
                return null;
            case GoingBack:
                goingBack = true;
                return null;
            case LeftAlone left:
                throw new OtaToolsException(ErrorCode.UpdateLeftAlone, Strings.UpdateLeftAlone(left.Text));
            case Interrupted:
                throw new OtaToolsException(ErrorCode.UpdateFailed, Strings.UpdateInterrupted());
            case Failed failed when InTrial:
                lastFailure = failed.Text; // the trial goes on until its own deadline
                return null;
            case Failed failed:
                throw new OtaToolsException(ErrorCode.UpdateFailed, Strings.UpdateFailed(failed.Text, BoardAdvice.For(failed.Text))) { Evidence = failed.Text };
            default:
                return null;
        }
    }

    private bool InTrial => switched && !goingBack;

    private UpdateProgress OnBoot(Booted booted)
    {
        Boots++;
        Mac = booted.Mac;
        if (!switched && !goingBack)
        {
            From = new(booted.Label, booted.Version);
            return new(UpdateStage.Joining, null, Strings.StageJoining());
        }

        if (booted.Label == From?.Slot)
        {
            var reason = lastFailure ?? Strings.ReasonUnknown();
            throw new OtaToolsException(ErrorCode.UpdateRolledBack, Strings.UpdateRolledBack(booted.Version, reason, BoardAdvice.For(reason)));
        }

        return new(UpdateStage.Proving, null, Strings.StageProving(booted.Version));
    }
}
