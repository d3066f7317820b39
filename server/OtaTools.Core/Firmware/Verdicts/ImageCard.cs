using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Verdicts;

/// <summary>
/// What is known of a file, row by row, in the words of the user's language: the one text for hovers, tooltips, the image editor and
/// the command line. The keys never change; a row that has nothing to say is left out.
/// </summary>
public static class ImageCard
{
    public static IReadOnlyList<CardRow> Of(FirmwareImage image, ImageVerdict verdict)
    {
        var app = image.Full?.App ?? image;
        var table = image.Full?.Table ?? image.Table;
        (string Key, string Label, string? Value)[] rows =
        [
            ("kind", Strings.CardKind(), Kinds.NameOf(image.Kind)),
            ("micropython", "MicroPython", app.MicroPython?.Version),
            ("board", Strings.CardBoard(), app.MicroPython?.Board ?? app.MicroPython?.Machine),
            ("variant", Strings.CardVariant(), VariantOf(app)),
            ("build-date", Strings.CardBuildDate(), app.MicroPython?.BuildDate),
            ("chip", Strings.CardChip(), image.Chip),
            ("chip-revision", Strings.CardChipRevision(), app.MinChipRevision is null ? null : BoardFindings.RevisionsOf(app)),
            ("idf", "ESP-IDF", app.IdfVersion),
            ("size", Strings.CardSize(), Strings.CardBytes(image.Length)),
            ("slot", Strings.CardSlot(), verdict.SlotPercent is { } percent ? $"{Math.Floor(percent):N0} %" : null),
            ("flash-size", Strings.CardFlashSize(), image.FlashSize is { } flash ? $"{flash >> 20} MiB" : null),
            ("trailing", Strings.CardTrailing(), image.TrailingBytes is > 0 and var trailing ? Strings.CardBytes(trailing) : null),
            ("sha256", "SHA-256", app.Sha256),
            ("elf-sha256", Strings.CardElfSha256(), app.AppElfSha256),
            ("segments", Strings.CardSegments(), app.Segments is { Count: > 0 } segments ? $"{segments.Count}" : null),
            ("table", Strings.CardTable(), table is null ? null : string.Join(", ", table.Rows.Select(Describe))),
            ("app", Strings.CardApp(), image.Full is { App: { } inside, AppOffset: { } offset } ? Strings.CardAppAt(inside.Length, offset) : null),
        ];
        return [.. rows.Where(row => !string.IsNullOrEmpty(row.Value)).Select(row => new CardRow(row.Key, row.Label, row.Value!))];
    }

    private static string? VariantOf(FirmwareImage app) => app.MicroPython switch
    {
        { Variant: { } named } => named,
        { IsOtaVariant: true } => "OTA",
        { IsOtaVariant: false } => Strings.CardVariantPlain(),
        _ => null,
    };

    private static string Describe(PartitionRow row) => $"{row.Label} {(row.Size >= 1 << 20 && row.Size % (1 << 20) == 0 ? $"{row.Size >> 20} MiB" : $"{row.Size >> 10} KiB")}";
}
