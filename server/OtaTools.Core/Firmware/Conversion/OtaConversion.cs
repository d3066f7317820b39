using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Conversion;

/// <summary>A full flash image with two OTA slots, and what to know before it is flashed.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Existed">It was there already, byte for byte.</param>
/// <param name="FlashOffset">Where in the flash the file's first byte goes.</param>
/// <param name="FreePercent">Of a slot, for later releases.</param>
/// <param name="Notes">The worst first.</param>
/// <param name="Commands">That bring it onto a board.</param>
public sealed record OtaImage(
    string Path,
    bool Existed,
    string? Chip,
    long FlashSize,
    long FlashOffset,
    IReadOnlyList<PartitionRow> Rows,
    long AppLength,
    long SlotSize,
    long FileSystemSize,
    double FreePercent,
    IReadOnlyList<ConversionNote> Notes,
    FlashCommands Commands);

/// <summary>Makes any board's full flash image OTA-capable: the bootloader and the app stay as they are, the partition table becomes one with two slots.</summary>
public static class OtaConversion
{
    public const string Suffix = "-ota.bin";

    private const string FullExtension = ".bin";

    /// <summary>Beside the full image: NAME.bin gives NAME-ota.bin.</summary>
    public static string DefaultPathOf(string fullImagePath) =>
        (fullImagePath.EndsWith(FullExtension, StringComparison.OrdinalIgnoreCase) ? fullImagePath[..^FullExtension.Length] : fullImagePath) + Suffix;

    /// <param name="outputPath">Null for beside the full image.</param>
    /// <param name="flashSize">Bytes of the board's flash; null for what the bootloader's header says.</param>
    /// <param name="overwrite">Replaces a file that is there and differs.</param>
    /// <exception cref="OtaToolsException">It is no full image, has slots already, is damaged, the flash is too small, or the file cannot be written.</exception>
    public static async Task<OtaImage> MakeAsync(string fullImagePath, string? outputPath, long? flashSize, bool overwrite, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(fullImagePath);
        var full = await FullImageFile.ReadAsync(fullImagePath, cancellationToken);
        var plan = OtaPlan.For(full, name, flashSize);
        var made = plan.Build();
        await RequireRightAsync(made, plan.Layout, cancellationToken);
        var target = Path.GetFullPath(outputPath ?? DefaultPathOf(fullImagePath));
        var written = await ConvertedFile.WriteAsync(target, made, fullImagePath, overwrite, cancellationToken);
        var layout = plan.Layout;
        return new(
            target,
            !written,
            full.AppImage.Chip,
            plan.FlashSize,
            full.Full.FlashOffset,
            layout.Rows,
            full.App.Length,
            layout.SlotSize,
            layout.FileSystemSize,
            plan.FreePercent,
            ConversionNotes.Of(plan),
            FlashCommands.For(target, full.AppImage.Chip, full.Full.FlashOffset));
    }

    /// <summary>What is written is read as any other file is: nobody flashes what our own reader would refuse.</summary>
    private static async Task RequireRightAsync(byte[] made, OtaLayout layout, CancellationToken cancellationToken)
    {
        var image = await EspImageReader.ReadAsync(new MemoryStream(made, writable: false), made.Length, cancellationToken);
        if (image.Full is not { Table: { Md5Right: true } table, App.Problems.Count: 0 } || !table.Rows.SequenceEqual(layout.Rows))
        {
            throw new InvalidOperationException("The image with OTA slots does not read as one.");
        }
    }
}
