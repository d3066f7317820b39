using OtaTools.Core.Firmware.Catalog.Listing;
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

/// <summary>The firmware files below a folder, by their bytes, looked at once: a <see cref="Catalogue"/> keeps them current.</summary>
public static class FirmwareList
{
    private static readonly TreeLimits Limits = new(Files: 500, Folders: 20_000, Depth: 4);

    /// <summary>
    /// Usable images first, the newest MicroPython before older ones. A .bin that is no firmware at all is left out, and
    /// so is what a <see cref="FirmwareFolder"/> would never offer, such as a link that leads outside.
    /// </summary>
    /// <param name="board">To judge the files for; null judges them by themselves.</param>
    /// <returns>The files, and whether there were more than are looked at.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public static Task<(IReadOnlyList<ListedFirmware> Files, bool Truncated)> OfAsync(string root, BoardFacts? board, CancellationToken cancellationToken) =>
        OfAsync(root, board, Limits, cancellationToken);

    /// <summary>As <see cref="OfAsync(string, BoardFacts?, CancellationToken)"/>, as far as a <see cref="Catalogue"/> looks: for whoever has time.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public static Task<(IReadOnlyList<ListedFirmware> Files, bool Truncated)> AllOfAsync(string root, BoardFacts? board, CancellationToken cancellationToken) =>
        OfAsync(root, board, Catalogue.Limits, cancellationToken);

    private static async Task<(IReadOnlyList<ListedFirmware> Files, bool Truncated)> OfAsync(
        string root, BoardFacts? board, TreeLimits limits, CancellationToken cancellationToken)
    {
        var folder = new FirmwareFolder(root);
        var tree = new FolderTree(folder, limits, watch: null);
        await Task.Run(() => tree.RefreshAll(cancellationToken), cancellationToken);
        var files = new List<ListedFirmware>();
        foreach (var (path, stamp) in tree.Files)
        {
            if (await FirmwareLook.AtAsync(folder, path, stamp, cancellationToken) is { } file)
            {
                files.Add(Judge(file, board));
            }
        }

        return ([.. files.OrderBy(file => FirmwareOrder.KeyOf(file.Image, file.Usable, file.Relative), StringComparer.Ordinal)], tree.Truncated);
    }

    /// <summary>The paths of files whose names say that they may be firmware.</summary>
    internal static IEnumerable<string> Candidates(FirmwareFolder folder, CancellationToken cancellationToken)
    {
        var tree = new FolderTree(folder, Limits with { Files = int.MaxValue }, watch: null);
        tree.RefreshAll(cancellationToken);
        return tree.Files.Select(file => file.Path);
    }

    private static ListedFirmware Judge(CataloguedFile file, BoardFacts? board)
    {
        var verdict = file.Image is { } image ? Verdict.Of(image, board) : null;
        return new(
            file.Path, file.Relative, verdict?.Usable == true, verdict is null ? file.Unreadable : ImageGate.WhyUnusable(verdict), file.Image, verdict);
    }
}
