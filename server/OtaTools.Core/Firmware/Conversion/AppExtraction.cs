using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Conversion;

/// <param name="Path">Absolute.</param>
/// <param name="Existed">It was there already, byte for byte.</param>
/// <param name="Image">What lies there now.</param>
public sealed record ExtractedApp(string Path, bool Existed, FirmwareImage Image);

/// <summary>Takes the app image, which boards download, out of a full flash image, which they cannot use.</summary>
public static class AppExtraction
{
    public const string AppExtension = ".app-bin";

    private const string FullExtension = ".bin";

    /// <summary>Beside the full image: NAME.bin gives NAME.app-bin, as MicroPython calls the two.</summary>
    public static string DefaultPathOf(string fullImagePath) =>
        (fullImagePath.EndsWith(FullExtension, StringComparison.OrdinalIgnoreCase) ? fullImagePath[..^FullExtension.Length] : fullImagePath) + AppExtension;

    /// <summary>Extracts to where nothing else is lost.</summary>
    /// <param name="outputPath">Null for beside the full image.</param>
    /// <returns>Where it lies.</returns>
    /// <exception cref="OtaToolsException">It is no full image, is damaged, or the file cannot be written.</exception>
    public static async Task<string> ExtractAsync(string fullImagePath, string? outputPath, CancellationToken cancellationToken) =>
        (await ExtractAsync(fullImagePath, outputPath, overwrite: false, cancellationToken)).Path;

    /// <param name="overwrite">Replaces a file that is there and differs.</param>
    /// <exception cref="OtaToolsException">It is no full image, is damaged, or the file cannot be written.</exception>
    public static async Task<ExtractedApp> ExtractAsync(string fullImagePath, string? outputPath, bool overwrite, CancellationToken cancellationToken)
    {
        var full = await FullImageFile.ReadAsync(fullImagePath, cancellationToken);
        var app = await EspImageReader.ReadAsync(ReadOnly(full.App), full.App.Length, cancellationToken);
        ImageGate.RequireUsable(app, Path.GetFileName(fullImagePath));
        var target = Path.GetFullPath(outputPath ?? DefaultPathOf(fullImagePath));
        var written = await ConvertedFile.WriteAsync(target, full.App, fullImagePath, overwrite, cancellationToken);
        return new(target, !written, app);
    }

    private static MemoryStream ReadOnly(ReadOnlyMemory<byte> bytes) => new(bytes.ToArray(), writable: false);
}
