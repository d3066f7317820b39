using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Firmware.Conversion;

/// <summary>A full flash image in memory, so that what was judged is what is taken out of it.</summary>
internal sealed record FullImageFile(string Path, FirmwareImage Image, FullFlash Full, ReadOnlyMemory<byte> Content)
{
    /// <summary>The largest flash that an image's header can name.</summary>
    private const long MostBytes = 128 * 1024 * 1024;

    public FirmwareImage AppImage => Full.App!;

    /// <summary>The app image by itself.</summary>
    public ReadOnlyMemory<byte> App => Content.Slice((int)Full.AppOffset!.Value, (int)AppImage.Length);

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareUnreadable"/>, <see cref="ErrorCode.FirmwareNotConvertible"/>: no full image, or no whole app in it.</exception>
    public static async Task<FullImageFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var name = System.IO.Path.GetFileName(path);
        var seen = await FirmwareFiles.InspectAsync(path, cancellationToken);
        RequireFull(seen, name);
        var content = await ContentAsync(path, cancellationToken);
        var image = await EspImageReader.ReadAsync(new MemoryStream(content, writable: false), content.Length, cancellationToken);
        RequireFull(image, name);
        if (image.Full is not { App: { Problems.Count: 0, Length: > 0 } app, AppOffset: { } offset } full || offset < 0 || offset + app.Length > content.Length)
        {
            throw new OtaToolsException(ErrorCode.FirmwareNotConvertible, Strings.ConversionAppDamaged(name));
        }

        return new(path, image, full, content);
    }

    private static void RequireFull(FirmwareImage image, string name)
    {
        if (image.Kind == FirmwareKind.App)
        {
            throw new OtaToolsException(ErrorCode.FirmwareNotConvertible, Strings.ConversionAlreadyApp(name));
        }

        if (image.Kind != FirmwareKind.FullFlash || image.Length > MostBytes)
        {
            throw new OtaToolsException(ErrorCode.FirmwareNotConvertible, Strings.ConversionNotFull(name, Kinds.NameOf(image.Kind)));
        }
    }

    private static async Task<byte[]> ContentAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.FirmwareUnreadable, Strings.FileUnreadable(path, e.Message), e);
        }
    }
}
