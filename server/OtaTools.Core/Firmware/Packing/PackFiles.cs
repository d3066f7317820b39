namespace OtaTools.Core.Firmware.Packing;

/// <param name="Path">Absolute.</param>
/// <param name="Base">The file that the board must run; null where it may run anything.</param>
/// <param name="Bytes">Of the pack.</param>
/// <param name="ImageBytes">Of the image that comes out of it.</param>
public sealed record WrittenPack(string Path, string? Base, long Bytes, long ImageBytes);

/// <summary>Packs as files beside an image, under the names that boards ask for; any static server can offer them.</summary>
public static class PackFiles
{
    public const string Extension = ".pack";

    private const string Between = ".from-";

    private const int IdentityDigits = 16;

    /// <summary>The compressed image, and a delta against each base.</summary>
    /// <param name="folder">Where to; null for beside the image.</param>
    /// <exception cref="OtaToolsException">The image or a base cannot be used, or a file cannot be written.</exception>
    public static async Task<IReadOnlyList<WrittenPack>> WriteAsync(string imagePath, IReadOnlyList<string> bases, string? folder, CancellationToken cancellationToken)
    {
        var image = await ReadAsync(imagePath, cancellationToken);
        List<(string Name, string? Base, byte[]? Content)> wanted = [(NameOf(Path.GetFileName(imagePath), null), null, null)];
        foreach (var path in bases)
        {
            var content = await ReadAsync(path, cancellationToken);
            var identity = ImageIdentity.ShortOf(content);
            if (identity == ImageIdentity.ShortOf(image))
            {
                throw new OtaToolsException(ErrorCode.FirmwareUnusable, Strings.PackSameImage(Path.GetFileName(path), Path.GetFileName(imagePath)));
            }

            wanted.Add((NameOf(Path.GetFileName(imagePath), identity), path, content));
        }

        var target = Path.GetFullPath(folder ?? Path.GetDirectoryName(Path.GetFullPath(imagePath))!);
        var written = new List<WrittenPack>();
        foreach (var (name, from, content) in wanted)
        {
            var pack = await Task.Run(() => Make(image, content is null ? null : (ReadOnlyMemory<byte>)content, cancellationToken), cancellationToken);
            var path = Path.Combine(target, name);
            cancellationToken.ThrowIfCancellationRequested();
            WriteFile(path, pack);
            written.Add(new(path, from, pack.Length, image.Length));
        }

        return written;
    }

    /// <summary>A pack out of which exactly this image came.</summary>
    public static byte[] Make(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte>? source, CancellationToken cancellationToken)
    {
        var pack = PackWriter.Write(image, source, cancellationToken);
        return PackReader.Gives(pack, source ?? default, image.Span) ? pack : throw new InvalidOperationException("The pack does not give the image.");
    }

    public static string NameOf(string image, string? identity) => image + (identity is null ? "" : Between + identity) + Extension;

    /// <summary>What a name asks for: the image's own, and which one the board runs.</summary>
    /// <returns>Null for what is no pack's name.</returns>
    public static (string Image, string? Identity)? Parse(string name)
    {
        if (!name.EndsWith(Extension, StringComparison.Ordinal))
        {
            return null;
        }

        var image = name[..^Extension.Length];
        var at = image.Length - IdentityDigits;
        return at > Between.Length && image[..at].EndsWith(Between, StringComparison.Ordinal) && image[at..].All(char.IsAsciiHexDigitLower)
            ? (image[..(at - Between.Length)], image[at..])
            : (image, null);
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ImageGate.RequireUsable(await FirmwareFiles.InspectAsync(path, cancellationToken), Path.GetFileName(path));
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.FirmwareUnreadable, Strings.FileUnreadable(path, e.Message), e);
        }
    }

    private static void WriteFile(string path, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, content, ownerOnly: false, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.FirmwareNotWritten, Strings.FileNotWritten(path, e.Message), e);
        }
    }
}
