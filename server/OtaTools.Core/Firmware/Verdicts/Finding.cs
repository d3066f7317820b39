namespace OtaTools.Core.Firmware.Verdicts;

/// <summary>How bad it is; the order counts.</summary>
public enum Severity
{
    /// <summary>Worth knowing, and nothing to do about.</summary>
    Remark,

    /// <summary>It may be sent, if a person says so.</summary>
    Warning,

    /// <summary>It is not sent.</summary>
    Error,
}

/// <summary>What was found about a firmware file, by itself or beside a board.</summary>
public enum FindingCode
{
    // The file by itself.
    FullFlash,
    NotAnApp,
    Damaged,
    TrailingBytes,
    NotMicroPython,
    UnknownVersion,
    NotOtaVariant,
    NoHash,

    // Beside a board.
    NoSlots,
    WrongChip,
    ChipRevision,
    TooLong,
    AlreadyRunning,
    OlderThanRunning,
    LosesFileSystem,
}

/// <summary>What a person can do about a finding, in one step.</summary>
public enum FindingFix
{
    /// <summary>Take the app image out of the full flash image.</summary>
    ExtractApp,

    /// <summary>Make a full flash image with OTA slots, to be flashed once over USB.</summary>
    MakeOta,

    /// <summary>Take another file.</summary>
    ChooseImage,
}

/// <param name="Message">For a person: what, why, what to do.</param>
/// <param name="Forcible">"Send it anyway" is offered: it may be unwise, and cannot cost the board.</param>
public sealed record Finding(FindingCode Code, Severity Severity, string Message, bool Forcible = false, IReadOnlyList<FindingFix>? Fixes = null);
