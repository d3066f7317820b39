using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Server.Cli;

/// <summary>What `inspect --json` prints: one document, whatever was named. Documented in server/README.md; a change of what is there is a new schema.</summary>
/// <param name="Device">The board that the files were compared with; null without one.</param>
internal sealed record InspectionReport(int Schema, BoardFacts? Device, IReadOnlyList<InspectedFile> Files)
{
    public const int CurrentSchema = 1;
}

/// <param name="Path">Absolute.</param>
/// <param name="Why">Why no slot may take it, or why it cannot be read; null where it is usable.</param>
/// <param name="Verdict">Null for a file that cannot be read, and so is <paramref name="Image"/>.</param>
internal sealed record InspectedFile(
    string File, string Path, bool Usable, string? Why, ImageVerdict? Verdict, IReadOnlyList<CardRow> Card, FirmwareImage? Image)
{
    public static InspectedFile Of(string path, FirmwareImage image, ImageVerdict verdict) => new(
        System.IO.Path.GetFileName(path),
        System.IO.Path.GetFullPath(path),
        verdict.Usable,
        ImageGate.WhyUnusable(verdict),
        verdict,
        ImageCard.Of(image, verdict),
        image);

    public static InspectedFile Unreadable(string path, string why) =>
        new(System.IO.Path.GetFileName(path), System.IO.Path.GetFullPath(path), false, why, null, [], null);
}
