using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware;

/// <summary>What of a board decides whether an image fits it.</summary>
/// <param name="ChipId">esp_chip_id_t; null where it is not known.</param>
/// <param name="SlotSize">Bytes of the smallest OTA slot; null where there is none.</param>
public sealed record BoardTraits(string Machine, int? ChipId, long? SlotSize);

/// <summary>Refuses a wrong file before a byte is sent.</summary>
public static class ImageGate
{
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareUnusable"/>, with the reason in plain words.</exception>
    public static void RequireUsable(FirmwareImage image, string name)
    {
        if (WhyUnusable(image) is { } why)
        {
            throw new OtaToolsException(ErrorCode.FirmwareUnusable, Strings.ImageUnusable(name, why));
        }
    }

    /// <exception cref="OtaToolsException">The board has no slots, another chip, or slots that are too small.</exception>
    public static void RequireFits(FirmwareImage image, string name, BoardTraits board)
    {
        if (board.SlotSize is not { } slot)
        {
            throw new OtaToolsException(ErrorCode.DeviceHasNoSlots, Strings.BoardHasNoSlots(board.Machine));
        }

        if (board.ChipId is { } chip && image.ChipId != chip)
        {
            throw new OtaToolsException(ErrorCode.FirmwareWrongChip, Strings.ImageWrongChip(name, image.Chip ?? "", EspChip.NameOf(chip)));
        }

        if (image.Length > slot)
        {
            throw new OtaToolsException(ErrorCode.FirmwareDoesNotFit, Strings.ImageTooLong(name, image.Length - slot, slot));
        }
    }

    /// <returns>Why no slot may take it, in plain words; null where one may.</returns>
    public static string? WhyUnusable(FirmwareImage image) => WhyNotAnApp(image.Kind) ?? WhyDamaged(image);

    public static string? WhyNotAnApp(FirmwareKind kind) => kind switch
    {
        FirmwareKind.App => null,
        FirmwareKind.FullFlash => Strings.KindFullFlash(),
        FirmwareKind.Bootloader => Strings.KindBootloader(),
        FirmwareKind.PartitionTable => Strings.KindPartitionTable(),
        FirmwareKind.Uf2 => Strings.KindUf2(),
        FirmwareKind.Elf => Strings.KindElf(),
        FirmwareKind.WebPage => Strings.KindWebPage(),
        FirmwareKind.Empty => Strings.KindEmpty(),
        _ => Strings.KindUnknown(),
    };

    public static string? WhyDamaged(FirmwareImage image) => image.Problems.Count == 0 ? null : Explain(image.Problems[0]);

    public static string Explain(ImageProblem problem) => problem switch
    {
        ImageProblem.Truncated => Strings.ProblemTruncated(),
        ImageProblem.ChecksumWrong => Strings.ProblemChecksum(),
        ImageProblem.HashWrong => Strings.ProblemHash(),
        ImageProblem.NotAnApp => Strings.KindUnknown(),
        _ => Strings.ProblemHeader(),
    };
}
