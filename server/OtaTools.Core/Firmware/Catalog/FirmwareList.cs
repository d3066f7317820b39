using System.IO.Enumeration;
using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <param name="Path">Absolute.</param>
/// <param name="Relative">Below the folder, with slashes.</param>
/// <param name="Usable">An OTA slot of the right chip can take it.</param>
/// <param name="Why">Why not, for a person; null where it is usable.</param>
/// <param name="Image">What it is; null where it cannot be read.</param>
public sealed record ListedFirmware(string Path, string Relative, bool Usable, string? Why, FirmwareImage? Image);

/// <summary>The firmware files below a folder, by their bytes; the names only say where to look.</summary>
public static class FirmwareList
{
    private const int MostFiles = 500, Depth = 4;

    private static readonly string[] Extensions = [".app-bin", ".bin"];

    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = Depth,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Usable images first, the newest MicroPython before older ones. A .bin that is no firmware at all is left out.</summary>
    /// <returns>The files, and whether there were more than are looked at.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public static async Task<(IReadOnlyList<ListedFirmware> Files, bool Truncated)> OfAsync(string root, CancellationToken cancellationToken)
    {
        root = new FirmwareFolder(root).Root;
        var paths = Candidates(root).Take(MostFiles + 1).ToList();
        var files = new List<ListedFirmware>();
        foreach (var path in paths.Take(MostFiles))
        {
            var file = await LookAtAsync(root, path, cancellationToken);
            if (file.Image?.Kind != FirmwareKind.Unknown || IsAppImageName(path))
            {
                files.Add(file);
            }
        }

        return (
            [.. files.OrderByDescending(f => f.Usable).ThenByDescending(f => VersionOf(f.Image)).ThenBy(f => f.Relative, StringComparer.OrdinalIgnoreCase)],
            paths.Count > MostFiles);
    }

    private static FileSystemEnumerable<string> Candidates(string root) => new(root, (ref FileSystemEntry entry) => entry.ToFullPath(), Walk)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) =>
            !entry.IsDirectory && Extensions.Contains(System.IO.Path.GetExtension(entry.FileName).ToString(), StringComparer.OrdinalIgnoreCase),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.FileName.StartsWith(".") && !entry.FileName.SequenceEqual("node_modules"),
    };

    private static async Task<ListedFirmware> LookAtAsync(string root, string path, CancellationToken cancellationToken)
    {
        var relative = System.IO.Path.GetRelativePath(root, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
        try
        {
            var image = await FirmwareFiles.InspectAsync(path, cancellationToken);
            return new(path, relative, image.IsUsable, ImageGate.WhyUnusable(image), image);
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.FirmwareUnreadable)
        {
            return new(path, relative, false, e.Message, null);
        }
    }

    private static bool IsAppImageName(string path) => path.EndsWith(Extensions[0], StringComparison.OrdinalIgnoreCase);

    /// <summary>"v1.27.0-preview.5" sorts as 1.27.0; what cannot be read sorts last.</summary>
    private static Version VersionOf(FirmwareImage? image) =>
        image?.MicroPython is { } python && Version.TryParse(python.Version.TrimStart('v').Split('-')[0], out var version) ? version : new Version(0, 0);
}
