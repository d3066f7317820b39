namespace OtaTools.Core;

/// <summary>What lines of a board's console mean: one line each, what it is and what to do.</summary>
internal static partial class Strings
{
    public static string ExplainNoFirmware() => Format(nameof(ExplainNoFirmware));

    public static string ExplainDownloadMode() => Format(nameof(ExplainDownloadMode));

    public static string ExplainFlashRead() => Format(nameof(ExplainFlashRead));

    public static string ExplainBootloaderDamaged() => Format(nameof(ExplainBootloaderDamaged));

    public static string ExplainBrownout() => Format(nameof(ExplainBrownout));

    public static string ExplainTaskWatchdog() => Format(nameof(ExplainTaskWatchdog));

    public static string ExplainInterruptWatchdog() => Format(nameof(ExplainInterruptWatchdog));

    public static string ExplainWatchdogReset() => Format(nameof(ExplainWatchdogReset));

    public static string ExplainRtcWatchdog() => Format(nameof(ExplainRtcWatchdog));

    public static string ExplainRollbackDone() => Format(nameof(ExplainRollbackDone));

    public static string ExplainGoingBack() => Format(nameof(ExplainGoingBack));

    public static string ExplainOnTrial() => Format(nameof(ExplainOnTrial));

    public static string ExplainTrialInterrupted() => Format(nameof(ExplainTrialInterrupted));

    public static string ExplainLeftAlone() => Format(nameof(ExplainLeftAlone));

    public static string ExplainNotItsTurn() => Format(nameof(ExplainNotItsTurn));

    public static string ExplainSwitchUnsettled() => Format(nameof(ExplainSwitchUnsettled));

    public static string ExplainScriptsPutBack() => Format(nameof(ExplainScriptsPutBack));

    public static string ExplainNotConfigured() => Format(nameof(ExplainNotConfigured));

    public static string ExplainSlotNotBootable() => Format(nameof(ExplainSlotNotBootable));

    public static string ExplainFactoryNotBootable() => Format(nameof(ExplainFactoryNotBootable));

    public static string ExplainNothingBootable() => Format(nameof(ExplainNothingBootable));

    public static string ExplainPartitionTable() => Format(nameof(ExplainPartitionTable));

    public static string ExplainImageDamaged() => Format(nameof(ExplainImageDamaged));

    public static string ExplainSlotEmpty() => Format(nameof(ExplainSlotEmpty));

    public static string ExplainChipMismatch() => Format(nameof(ExplainChipMismatch));

    public static string ExplainFlashSize() => Format(nameof(ExplainFlashSize));

    public static string ExplainPsram() => Format(nameof(ExplainPsram));

    public static string ExplainOtaValidate() => Format(nameof(ExplainOtaValidate));

    public static string ExplainOtaRollback(object code) => Format(nameof(ExplainOtaRollback), code);

    public static string ExplainStackOverflow() => Format(nameof(ExplainStackOverflow));

    public static string ExplainHeap() => Format(nameof(ExplainHeap));

    public static string ExplainPanicMemory() => Format(nameof(ExplainPanicMemory));

    public static string ExplainPanicInstruction() => Format(nameof(ExplainPanicInstruction));

    public static string ExplainPanicCache() => Format(nameof(ExplainPanicCache));

    public static string ExplainPanic() => Format(nameof(ExplainPanic));

    public static string ExplainMemory() => Format(nameof(ExplainMemory));

    public static string ExplainDiskFull() => Format(nameof(ExplainDiskFull));

    public static string ExplainFileSystemDamaged() => Format(nameof(ExplainFileSystemDamaged));

    public static string ExplainNameLookup() => Format(nameof(ExplainNameLookup));

    public static string ExplainUnreachable() => Format(nameof(ExplainUnreachable));

    public static string ExplainWifiState() => Format(nameof(ExplainWifiState));

    public static string ExplainMpy() => Format(nameof(ExplainMpy));
}
