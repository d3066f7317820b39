using static OtaTools.Core.Device.Console.AdviceLevel;

namespace OtaTools.Core.Device.Console;

/// <summary>
/// A line with a meaning. Its words are those of the ESP32's ROM, of ESP-IDF's bootloader and panic handler, of MicroPython,
/// and of our scripts.
/// </summary>
/// <param name="Words">What the line has in it; the first rule that fits holds.</param>
/// <param name="Explain">By the text behind the words.</param>
/// <param name="AtStart">Where a program's own text may have the same words in the middle of a line.</param>
internal sealed record ConsoleRule(string Words, AdviceLevel Level, Func<string, string> Explain, bool AtStart = false)
{
    public ConsoleRule(string words, AdviceLevel level, Func<string> explain, bool atStart = false)
        : this(words, level, _ => explain(), atStart)
    {
    }
}

internal static class ConsoleRules
{
    public static IReadOnlyList<ConsoleRule> All { get; } =
    [
        // server/device
        new("[OTA] rolled back:", Error, Strings.ExplainRollbackDone, atStart: true),
        new("[OTA] this image could not prove itself", Error, Strings.ExplainGoingBack, atStart: true),
        new("[OTA] left alone:", Warning, Strings.ExplainLeftAlone, atStart: true),
        new("[OTA] not this board's turn yet", Info, Strings.ExplainNotItsTurn, atStart: true),
        new("[OTA] on trial still", Info, Strings.ExplainOnTrial, atStart: true),
        new("[OTA] not proved yet:", Info, Strings.ExplainOnTrial, atStart: true),
        new("[OTA] this image is unproved", Warning, Strings.ExplainTrialInterrupted, atStart: true),
        new("[OTA] the last switch is not settled yet", Info, Strings.ExplainSwitchUnsettled, atStart: true),
        new("[OTA] scripts put back:", Warning, Strings.ExplainScriptsPutBack, atStart: true),
        new("[OTA] not configured", Warning, Strings.ExplainNotConfigured, atStart: true),
        new("[BOOT][ERR] ", Error, BoardAdvice.For, AtStart: true),

        // the ROM
        new("invalid header: 0xffffffff", Error, Strings.ExplainNoFirmware),
        new("invalid header: 0x", Error, Strings.ExplainBootloaderDamaged),
        new("waiting for download", Warning, Strings.ExplainDownloadMode),
        new("(DOWNLOAD_BOOT", Warning, Strings.ExplainDownloadMode),
        new("(DOWNLOAD(", Warning, Strings.ExplainDownloadMode),
        new("flash read err", Error, Strings.ExplainFlashRead),
        new("ets_loader.c", Error, Strings.ExplainBootloaderDamaged),
        new("csum err:", Error, Strings.ExplainBootloaderDamaged),
        new("BROWN_OUT_R", Error, Strings.ExplainBrownout),
        new("BROWNOUT_R", Error, Strings.ExplainBrownout),
        new("Brownout detector was triggered", Error, Strings.ExplainBrownout),
        new("RTCWDT_RTC_R", Error, Strings.ExplainRtcWatchdog),
        new("WDT_SYS_R", Error, Strings.ExplainWatchdogReset),
        new("WDT_CPU", Error, Strings.ExplainWatchdogReset),
        new("SUPER_WDT_R", Error, Strings.ExplainWatchdogReset),

        // ESP-IDF's bootloader
        new("Factory app partition is not bootable", Warning, Strings.ExplainFactoryNotBootable),
        new("is not bootable", Warning, Strings.ExplainSlotNotBootable),
        new("slot not bootable", Warning, Strings.ExplainSlotNotBootable),
        new("No bootable app", Error, Strings.ExplainNothingBootable),
        new("Failed to verify partition table", Error, Strings.ExplainPartitionTable),
        new("flash_parts: partition", Error, Strings.ExplainPartitionTable),
        new("has invalid magic byte", Warning, Strings.ExplainSlotEmpty),
        new("esp_image: Checksum failed", Error, Strings.ExplainImageDamaged),
        new("esp_image: Image hash failed", Error, Strings.ExplainImageDamaged),
        new("esp_image: invalid segment length", Error, Strings.ExplainImageDamaged),
        new("mismatch chip ID", Error, Strings.ExplainChipMismatch),
        new("mismatch chip revision", Error, Strings.ExplainChipMismatch),
        new("Image requires chip rev", Error, Strings.ExplainChipMismatch),
        new("smaller than the size in the binary image header", Error, Strings.ExplainFlashSize),
        new("PSRAM ID read error", Warning, Strings.ExplainPsram),
        new("PSRAM chip is not connected", Warning, Strings.ExplainPsram),

        // its watchdogs and its panic handler
        new("Task watchdog got triggered", Error, Strings.ExplainTaskWatchdog),
        new("Interrupt wdt timeout", Error, Strings.ExplainInterruptWatchdog),
        new("A stack overflow in task", Error, Strings.ExplainStackOverflow),
        new("Stack canary watchpoint triggered", Error, Strings.ExplainStackOverflow),
        new("panic'ed (Stack protection fault)", Error, Strings.ExplainStackOverflow),
        new("CORRUPT HEAP", Error, Strings.ExplainHeap),
        new("panic'ed (LoadProhibited)", Error, Strings.ExplainPanicMemory),
        new("panic'ed (StoreProhibited)", Error, Strings.ExplainPanicMemory),
        new("panic'ed (LoadStore", Error, Strings.ExplainPanicMemory),
        new("panic'ed (Load access fault)", Error, Strings.ExplainPanicMemory),
        new("panic'ed (Store access fault)", Error, Strings.ExplainPanicMemory),
        new("panic'ed (IllegalInstruction)", Error, Strings.ExplainPanicInstruction),
        new("panic'ed (Illegal instruction)", Error, Strings.ExplainPanicInstruction),
        new("panic'ed (InstrFetchProhibited)", Error, Strings.ExplainPanicInstruction),
        new("panic'ed (Instruction access fault)", Error, Strings.ExplainPanicInstruction),
        new("panic'ed (Cache", Error, Strings.ExplainPanicCache),
        new("Guru Meditation Error", Error, Strings.ExplainPanic),
        new("abort() was called at PC", Error, Strings.ExplainPanic),
        new("assert failed:", Error, Strings.ExplainPanic, atStart: true),

        // MicroPython
        new("ESP_ERR_OTA_VALIDATE_FAILED", Error, Strings.ExplainOtaValidate),
        new("OSError: -5379", Error, Strings.ExplainOtaValidate),
        new("OSError: (-5381", Error, _ => Strings.ExplainOtaRollback("-5381")),
        new("OSError: (-5382", Error, _ => Strings.ExplainOtaRollback("-5382")),
        new("MemoryError", Error, Strings.ExplainMemory, atStart: true),
        new("OSError: 28", Error, Strings.ExplainDiskFull, atStart: true),
        new("OSError: [Errno 28]", Error, Strings.ExplainDiskFull, atStart: true),
        new("The filesystem appears to be corrupted", Error, Strings.ExplainFileSystemDamaged),
        new("OSError: -202", Error, Strings.ExplainNameLookup, atStart: true),
        new("OSError: (-202", Error, Strings.ExplainNameLookup, atStart: true),
        new("OSError: [Errno 111]", Warning, Strings.ExplainUnreachable, atStart: true),
        new("OSError: [Errno 113]", Warning, Strings.ExplainUnreachable, atStart: true),
        new("OSError: [Errno 116]", Warning, Strings.ExplainUnreachable, atStart: true),
        new("OSError: [Errno 118]", Warning, Strings.ExplainUnreachable, atStart: true),
        new("OSError: Wifi Internal", Error, Strings.ExplainWifiState, atStart: true),
        new("OSError: WiFi Internal", Error, Strings.ExplainWifiState, atStart: true),
        new("ValueError: incompatible .mpy", Error, Strings.ExplainMpy, atStart: true),
    ];
}
