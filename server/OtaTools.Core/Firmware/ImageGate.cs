using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Firmware;

/// <summary>Refuses a wrong file before a byte is sent: a verdict as a failure.</summary>
public static class ImageGate
{
    /// <summary>An OTA slot of some board can take it.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareUnusable"/>, with the reason in plain words.</exception>
    public static void RequireUsable(FirmwareImage image, string name) => Require(image, name, null, force: true);

    /// <summary>This board's OTA slot can take it, and should.</summary>
    /// <param name="force">A person wants it in spite of what may be forced.</param>
    /// <exception cref="OtaToolsException">By the worst of the findings, which it carries.</exception>
    public static void RequireFits(FirmwareImage image, string name, BoardFacts board, bool force = false) => Require(image, name, board, force);

    /// <returns>Why no slot may take it, in plain words; null where one may.</returns>
    public static string? WhyUnusable(ImageVerdict verdict) => verdict.Findings is [{ Severity: Severity.Error } worst, ..] ? worst.Message : null;

    private static void Require(FirmwareImage image, string name, BoardFacts? board, bool force)
    {
        if (Verdict.Of(image, board).Findings is [var worst, ..] && (worst.Severity == Severity.Error || (worst.Severity == Severity.Warning && !force)))
        {
            throw new OtaToolsException(CodeOf(worst.Code), MessageOf(worst, name)) { Finding = worst };
        }
    }

    private static string MessageOf(Finding finding, string name) => finding switch
    {
        { Code: FindingCode.NoSlots } => finding.Message, // of the board, whatever the file
        { Forcible: true } => Strings.ImageNotAdvised(name, finding.Message),
        _ => Strings.ImageUnusable(name, finding.Message),
    };

    private static ErrorCode CodeOf(FindingCode code) => code switch
    {
        FindingCode.NoSlots => ErrorCode.DeviceHasNoSlots,
        FindingCode.WrongChip or FindingCode.ChipRevision => ErrorCode.FirmwareWrongChip,
        FindingCode.TooLong => ErrorCode.FirmwareDoesNotFit,
        FindingCode.LosesFileSystem => ErrorCode.FirmwareLosesFileSystem,
        FindingCode.OlderThanRunning => ErrorCode.FirmwareNotAdvised,
        _ => ErrorCode.FirmwareUnusable,
    };
}
