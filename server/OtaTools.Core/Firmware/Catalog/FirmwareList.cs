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
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>
    /// Usable images first, the newest MicroPython before older ones. A .bin that is no firmware at all is left out, and
    /// so is what a <see cref="FirmwareFolder"/> would never offer, such as a link that leads outside.
    /// </summary>
    /// <returns>The files, and whether there were more than are looked at.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public static async Task<(IReadOnlyList<ListedFirmware> Files, bool Truncated)> OfAsync(string root, CancellationToken cancellationToken)
    {
        var folder = new FirmwareFolder(root);
        var paths = await Task.Run(() => Candidates(folder, cancellationToken).Take(MostFiles + 1).ToList(), cancellationToken);
        var files = new List<ListedFirmware>();
        foreach (var (path, realPath) in paths.Take(MostFiles))
        {
            var file = await LookAtAsync(folder, path, realPath, cancellationToken);
            if (file.Image?.Kind != FirmwareKind.Unknown || IsAppImageName(path))
            {
                files.Add(file);
            }
        }

        return (
            [
                .. files.OrderByDescending(f => f.Usable)
                    .ThenByDescending(f => VersionOf(f.Image))
                    .ThenByDescending(f => f.Image?.MicroPython?.BuildDate, StringComparer.Ordinal)
                    .ThenBy(f => f.Relative, StringComparer.OrdinalIgnoreCase),
            ],
            paths.Count > MostFiles);
    }

    /// <summary>Files whose names say that they may be firmware, and where they really are.</summary>
    internal static IEnumerable<(string Path, string RealPath)> Candidates(FirmwareFolder folder, CancellationToken cancellationToken)
    {
        var entries = new FileSystemEnumerable<string>(folder.Root, (ref FileSystemEntry entry) => entry.ToFullPath(), Walk)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return !entry.IsDirectory && Extensions.Contains(Path.GetExtension(entry.FileName).ToString(), StringComparer.OrdinalIgnoreCase);
            },
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                !entry.FileName.StartsWith(".") && !entry.FileName.SequenceEqual("node_modules") && !IsLink(ref entry),
        };
        return from path in entries let realPath = folder.RealPathOf(path) where realPath is not null select (path, realPath);
    }

    /// <summary>Folders that a cloud drive keeps have the attribute of a link as well, and no target.</summary>
    private static bool IsLink(ref FileSystemEntry entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.ToFileSystemInfo().LinkTarget is not null;

    private static async Task<ListedFirmware> LookAtAsync(FirmwareFolder folder, string path, string realPath, CancellationToken cancellationToken)
    {
        var relative = Path.GetRelativePath(folder.Root, path).Replace(Path.DirectorySeparatorChar, '/');
        try
        {
            var image = await FirmwareFiles.InspectAsync(realPath, cancellationToken);
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
