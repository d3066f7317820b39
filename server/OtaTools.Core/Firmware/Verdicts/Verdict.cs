using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Verdicts;

/// <summary>
/// The one judgement of a firmware file. The rules for boards are those of server/device/ota_image.py, which refuses the same but for
/// previews of v1.26 that look for no file system by themselves.
/// </summary>
public static class Verdict
{
    /// <param name="board">The board that it is meant for; null judges the file by itself.</param>
    public static ImageVerdict Of(FirmwareImage image, BoardFacts? board)
    {
        var judged = new List<(Finding Finding, string Title)>(FileFindings.Of(image));
        if (board is not null)
        {
            judged.AddRange(image.IsUsable ? BoardFindings.Of(image, board) : BoardFindings.OfBoardAlone(board));
        }

        var percent = image.Kind == FirmwareKind.App && board?.SlotSize is > 0 and var slot ? image.Length * 100.0 / slot : (double?)null;
        var sorted = judged.OrderByDescending(one => one.Finding.Severity).ToList();
        var title = sorted.FirstOrDefault(one => one.Title.Length > 0).Title ?? Fine(percent);
        return new ImageVerdict(title, [.. sorted.Select(one => one.Finding)], percent);
    }

    /// <summary>Rounded down: 100 % means that not a byte is left.</summary>
    private static string Fine(double? percent) => percent is { } used ? Strings.VerdictFits(Math.Floor(used)) : Strings.VerdictUsable();
}
