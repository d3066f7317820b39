using System.IO.Enumeration;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Firmware.Catalog;

/// <param name="Path">Absolute.</param>
/// <param name="Relative">Below the folder, with slashes.</param>
/// <param name="Usable">An OTA slot can take it: of the board that was named, else of one with the right chip.</param>
/// <param name="Why">Why not, for a person; null where it is usable.</param>
/// <param name="Image">What it is; null where it cannot be read.</param>
/// <param name="Verdict">What is to be said of it, beside the board that was named; null where it cannot be read.</param>
public sealed record ListedFirmware(string Path, string Relative, bool Usable, string? Why, FirmwareImage? Image, ImageVerdict? Verdict);

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
    /// <param name="board">To judge the files for; null judges them by themselves.</param>
    /// <returns>The files, and whether there were more than are looked at.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public static async Task<(IReadOnlyList<ListedFirmware> Files, bool Truncated)> OfAsync(
        string root, BoardFacts? board, CancellationToken cancellationToken)
    {
        var folder = new FirmwareFolder(root);
        var paths = await Task.Run(() => Candidates(folder, cancellationToken).Take(MostFiles + 1).ToList(), cancellationToken);
        var files = new List<ListedFirmware>();
        foreach (var (path, realPath) in paths.Take(MostFiles))
        {
            var file = await LookAtAsync(folder, path, realPath, board, cancellationToken);
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

    private static async Task<ListedFirmware> LookAtAsync(
        FirmwareFolder folder, string path, string realPath, BoardFacts? board, CancellationToken cancellationToken)
    {
        var relative = Path.GetRelativePath(folder.Root, path).Replace(Path.DirectorySeparatorChar, '/');
        try
        {
            var image = await FirmwareFiles.InspectAsync(realPath, cancellationToken);
            var verdict = Verdict.Of(image, board);
            return new(path, relative, verdict.Usable, ImageGate.WhyUnusable(verdict), image, verdict);
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.FirmwareUnreadable)
        {
            return new(path, relative, false, e.Message, null, null);
        }
    }

    private static bool IsAppImageName(string path) => path.EndsWith(Extensions[0], StringComparison.OrdinalIgnoreCase);

    /// <summary>What has no version sorts last.</summary>
    private static MicroPythonVersion VersionOf(FirmwareImage? image) => MicroPythonVersion.Parse(image?.MicroPython?.Version) ?? default;
}
