using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Verdicts;

/// <summary>What is to be said of a whole app image beside a board, in the order in which the board itself looks.</summary>
internal static class BoardFindings
{
    /// <summary>
    /// Builds before it find no file system where the partition table has no row for it: "esp32/main: Auto detect the size of
    /// flash and auto create vfs partition" came 229 commits after v1.25.0's release.
    /// </summary>
    private static readonly MicroPythonVersion FileSystemByItself = new(1, 26, 0, 229);

    /// <summary>esp_image_header_t: no greatest revision.</summary>
    private static readonly int[] Unset = [0, 0xFFFF];

    public static IEnumerable<(Finding Finding, string Title)> OfBoardAlone(BoardFacts board)
    {
        if (board.SlotSize is null)
        {
            yield return (Error(FindingCode.NoSlots, Strings.BoardHasNoSlots(board.Machine), FindingFix.MakeOta), Strings.VerdictNoSlots());
        }
    }

    public static IEnumerable<(Finding Finding, string Title)> Of(FirmwareImage image, BoardFacts board)
    {
        foreach (var finding in OfBoardAlone(board))
        {
            yield return finding;
        }

        if (board.ChipId is { } chip && image.ChipId != chip)
        {
            yield return (Error(FindingCode.WrongChip, Strings.FindingWrongChip(image.Chip ?? "", EspChip.NameOf(chip)), FindingFix.ChooseImage), Strings.VerdictWrongChip(image.Chip ?? ""));
        }
        else if (board.ChipRevision is { } revision && IsOutside(image, revision))
        {
            yield return (
                Error(FindingCode.ChipRevision, Strings.FindingChipRevision(RevisionsOf(image), EspChip.RevisionText(revision)), FindingFix.ChooseImage),
                Strings.VerdictChipRevision());
        }

        if (image.Length - board.SlotSize is > 0 and var over)
        {
            var message = image.MicroPython?.IsOtaVariant == true ? Strings.FindingTooLong(over, board.SlotSize!) : Strings.FindingTooLongTakeOta(over, board.SlotSize!);
            yield return (Error(FindingCode.TooLong, message, FindingFix.ChooseImage), Strings.VerdictTooLong(over));
        }

        if (IsSame(image, board))
        {
            yield return (new Finding(FindingCode.AlreadyRunning, Severity.Remark, Strings.FindingAlreadyRunning()), Strings.VerdictAlreadyRunning());
            yield break;
        }

        var version = MicroPythonVersion.Parse(image.MicroPython?.Version);
        if (board.HasFileSystemRow == false && (version is null || version < FileSystemByItself))
        {
            var message = version is null ? Strings.FindingMayLoseFileSystem() : Strings.FindingLosesFileSystem(image.MicroPython!.Version);
            yield return (Error(FindingCode.LosesFileSystem, message, FindingFix.ChooseImage), Strings.VerdictLosesFileSystem());
        }

        if (version < MicroPythonVersion.Parse(board.Version))
        {
            yield return (
                new Finding(FindingCode.OlderThanRunning, Severity.Warning, Strings.FindingOlder(image.MicroPython!.Version, board.Version!), Forcible: true, [FindingFix.ChooseImage]),
                Strings.VerdictOlder());
        }
    }

    /// <summary>"v3.0 to v3.99", "v3.1 and later".</summary>
    public static string RevisionsOf(FirmwareImage image)
    {
        var least = EspChip.RevisionText(image.MinChipRevision ?? 0);
        return image.MaxChipRevision is { } most && !Unset.Contains(most) ? Strings.RevisionsBetween(least, EspChip.RevisionText(most)) : Strings.RevisionsFrom(least);
    }

    private static bool IsOutside(FirmwareImage image, int revision) =>
        revision < image.MinChipRevision || (image.MaxChipRevision is { } most && !Unset.Contains(most) && revision > most);

    private static bool IsSame(FirmwareImage image, BoardFacts board) =>
        board.AppElfSha256 is { Length: > 0 } running && image.AppElfSha256?.StartsWith(running, StringComparison.Ordinal) == true;

    private static Finding Error(FindingCode code, string message, FindingFix fix) => new(code, Severity.Error, message, Fixes: [fix]);
}
