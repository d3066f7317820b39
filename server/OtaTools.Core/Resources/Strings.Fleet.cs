namespace OtaTools.Core;

/// <summary>Boards of a fleet, rollouts, and where both are kept.</summary>
internal static partial class Strings
{
    public static string StateNewer(object path) => Format(nameof(StateNewer), path);

    public static string StateUnreadable(object path, object reason) => Format(nameof(StateUnreadable), path, reason);

    public static string StateUnwritable(object path, object reason) => Format(nameof(StateUnwritable), path, reason);

    public static string StateDamaged(object path, object aside) => Format(nameof(StateDamaged), path, aside);

    public static string StateBusy(object path) => Format(nameof(StateBusy), path);

    public static string FleetKeptElsewhere(object root) => Format(nameof(FleetKeptElsewhere), root);

    public static string BoardUnknown(object board) => Format(nameof(BoardUnknown), board);

    public static string BoardTellsNoMac(object address) => Format(nameof(BoardTellsNoMac), address);

    public static string FleetSomeImage() => Format(nameof(FleetSomeImage));

    public static string FleetNoReason() => Format(nameof(FleetNoReason));

    public static string FleetListGap() => Format(nameof(FleetListGap));

    public static string FleetAndMore(object named, object more) => Format(nameof(FleetAndMore), named, more);

    public static string FleetKept(object runs) => Format(nameof(FleetKept), runs);

    public static string FleetUpdated(object runs) => Format(nameof(FleetUpdated), runs);

    public static string FleetOutdated(object runs, object offered) => Format(nameof(FleetOutdated), runs, offered);

    public static string FleetWaiting(object runs, object offered, object why) => Format(nameof(FleetWaiting), runs, offered, why);

    public static string FleetHeld(object runs, object offered) => Format(nameof(FleetHeld), runs, offered);

    public static string FleetOrdered(object runs, object offered) => Format(nameof(FleetOrdered), runs, offered);

    public static string FleetDownloading(object offered, object percent) => Format(nameof(FleetDownloading), offered, percent);

    public static string FleetOnTrial(object runs) => Format(nameof(FleetOnTrial), runs);

    public static string FleetRefused(object offered, object reason) => Format(nameof(FleetRefused), offered, reason);

    public static string FleetFailed(object offered, object reason) => Format(nameof(FleetFailed), offered, reason);

    public static string FleetRolledBack(object offered, object runs, object reason) => Format(nameof(FleetRolledBack), offered, runs, reason);

    public static string FleetLeftAlone(object offered, object reason) => Format(nameof(FleetLeftAlone), offered, reason);

    public static string FleetTellsNothing() => Format(nameof(FleetTellsNothing));

    public static string FleetImageGone(object runs, object path) => Format(nameof(FleetImageGone), runs, path);

    public static string FleetAskedNothing(object runs) => Format(nameof(FleetAskedNothing), runs);

    public static string FleetWhyRefused(object reason) => Format(nameof(FleetWhyRefused), reason);

    public static string FleetWhyFailed(object reason) => Format(nameof(FleetWhyFailed), reason);

    public static string FleetWhyRolledBack(object reason) => Format(nameof(FleetWhyRolledBack), reason);

    public static string FleetWhyLeftAlone(object reason) => Format(nameof(FleetWhyLeftAlone), reason);

    public static string FleetWhySilent() => Format(nameof(FleetWhySilent));

    public static string FleetWhyUnfinished() => Format(nameof(FleetWhyUnfinished));

    public static string OrderAskedNow() => Format(nameof(OrderAskedNow));

    public static string OrderAtNextStart() => Format(nameof(OrderAtNextStart));

    public static string RolloutFirstWave(object image, object first, object admitted, object proved, object failed) =>
        Format(nameof(RolloutFirstWave), image, first, admitted, proved, failed);

    public static string RolloutRest(object image, object proved, object flying, object waiting, object failed) =>
        Format(nameof(RolloutRest), image, proved, flying, waiting, failed);

    public static string RolloutPaused(object image, object proved, object flying, object waiting) => Format(nameof(RolloutPaused), image, proved, flying, waiting);

    public static string RolloutDone(object image, object proved, object failed) => Format(nameof(RolloutDone), image, proved, failed);

    public static string RolloutTooManyFailed(object image, object failed, object admitted, object named, object waiting) =>
        Format(nameof(RolloutTooManyFailed), image, failed, admitted, named, waiting);

    public static string RolloutNoneProved(object image, object admitted, object named, object waiting) =>
        Format(nameof(RolloutNoneProved), image, admitted, named, waiting);

    public static string RolloutStoppedByHand(object image, object proved, object waiting) => Format(nameof(RolloutStoppedByHand), image, proved, waiting);

    public static string RolloutWaitStopped() => Format(nameof(RolloutWaitStopped));

    public static string RolloutWaitPaused() => Format(nameof(RolloutWaitPaused));

    public static string RolloutWaitTurn() => Format(nameof(RolloutWaitTurn));

    public static string RolloutWaitFirst(object first) => Format(nameof(RolloutWaitFirst), first);

    public static string RolloutPatienceInvalid(object least, object most) => Format(nameof(RolloutPatienceInvalid), least, most);

    public static string RolloutAmountInvalid(object text) => Format(nameof(RolloutAmountInvalid), text);

    public static string RolloutIsOver(object summary) => Format(nameof(RolloutIsOver), summary);

    public static string RolloutUnknown() => Format(nameof(RolloutUnknown));
}
