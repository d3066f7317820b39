using System.Text;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Assistance;

/// <summary>An image's card, as Markdown.</summary>
internal static class ImageHover
{
    private const int HashDigits = 16;

    /// <summary>Rows that the image editor has room for, and a hover has not.</summary>
    private static readonly string[] LeftOut = ["elf-sha256", "segments", "table", "trailing", "flash-size"];

    /// <summary>Errors and warnings are not repeated: the editor shows them above the hover.</summary>
    public static string Of(FirmwareUrl url, FirmwareFact file)
    {
        var text = new StringBuilder(CardOf(file));
        foreach (var remark in file.Verdict?.Findings.Where(finding => finding.Severity == Severity.Remark) ?? [])
        {
            text.Append("\n\n").Append(Markdown.Escape(remark.Message));
        }

        return text.Append("\n\n").Append(ServedAt(url.Facts, file)).ToString();
    }

    public static string CardOf(FirmwareFact file)
    {
        var text = new StringBuilder("**").Append(Markdown.Escape(Path.GetFileName(file.Path))).Append("**");
        if (file is not { Image: { } image, Verdict: { } verdict })
        {
            return file.Unreadable is null ? text.ToString() : text.Append("\n\n").Append(Markdown.Escape(file.Unreadable)).ToString();
        }

        text.Append(" — ").Append(Markdown.Escape(verdict.Title)).Append("\n\n| | |\n|---|---|");
        foreach (var row in ImageCard.Of(image, verdict).Where(row => !LeftOut.Contains(row.Key)))
        {
            var value = row.Key == "sha256" && row.Value.Length > HashDigits ? row.Value[..HashDigits] + "…" : row.Value;
            text.Append("\n| ").Append(Markdown.Escape(row.Label)).Append(" | ").Append(Markdown.Escape(value)).Append(" |");
        }

        return text.ToString();
    }

    /// <summary>What is offered to boards is every whole app image: one for another chip may be for another board.</summary>
    private static string ServedAt(WorkspaceFacts facts, FirmwareFact file)
    {
        if (!facts.IsServed)
        {
            return Markdown.Escape(Strings.HoverNotServed());
        }

        return file is { UrlPath: { } path, Image: { } image } && Verdict.Of(image, board: null).Usable
            ? Markdown.Escape(Strings.HoverServedAt()) + $" `{(facts.Reachable is null ? path : ImageUrls.WholeUrl(facts, path))}`"
            : Markdown.Escape(Strings.HoverRefused());
    }
}
