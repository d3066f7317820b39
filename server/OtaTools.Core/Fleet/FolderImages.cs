using System.Collections.Concurrent;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet;

/// <summary>What a folder has under the paths that boards ask for; read again where the file changed.</summary>
internal sealed class FolderImages(string root)
{
    /// <summary>Above this what is known is forgotten: boards say which paths there are.</summary>
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, ((long, DateTime) Version, BoardOffer? Image)> known = new(StringComparer.Ordinal);

    /// <param name="path">URL path of an image, or of a release pointer.</param>
    public async Task<BoardOffer?> AtAsync(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            return null;
        }

        var folder = new FirmwareFolder(root); // of its own, so that it keeps no image in memory
        if (folder.FileAt(path) is not { } file)
        {
            return null;
        }

        var version = (file.Length, file.LastWriteTimeUtc);
        if (known.TryGetValue(path, out var last) && last.Version == version)
        {
            return last.Image;
        }

        var (served, _) = await folder.FindAsync(path, cancellationToken);
        var image = OfferedImage.Of(path, served);
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[path] = (version, image);
        return image;
    }

    /// <summary>By path; a path without an image is not there.</summary>
    public async Task<IReadOnlyDictionary<string, BoardOffer>> AtAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var images = new Dictionary<string, BoardOffer>(StringComparer.Ordinal);
        foreach (var path in paths.Distinct().Take(Most))
        {
            if (await AtAsync(path, cancellationToken) is { } image)
            {
                images[path] = image;
            }
        }

        return images;
    }
}
