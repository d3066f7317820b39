using System.Collections.Concurrent;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language;

namespace OtaTools.Server.Features.Language;

/// <summary>The firmware of folders as facts, judged beside a board once for each state of a folder.</summary>
internal sealed class FolderFacts(Catalogues catalogues)
{
    private readonly ConcurrentDictionary<Catalogue, Judged> judged = new();

    /// <summary>There are other files in one of the folders that were asked for.</summary>
    public event Action? Changed;

    /// <returns>The files, and whether the first list of them is complete.</returns>
    public (IReadOnlyList<FirmwareFact> Files, bool Known) Of(string root, BoardFacts? board)
    {
        var catalogue = catalogues.Get(root);
        if (judged.TryAdd(catalogue, new([], null, [])))
        {
            catalogue.Changed += OnChanged;
            _ = catalogue.FirstListed.ContinueWith(_ => OnChanged(), TaskScheduler.Default);
        }

        var files = catalogue.Files;
        var before = judged.GetValueOrDefault(catalogue);
        if (before is null || !ReferenceEquals(before.Files, files) || before.Board != board)
        {
            before = new(files, board, [.. files.Select(file => Judge(file, board))]);
            judged[catalogue] = before;
        }

        return (before.Facts, catalogue.FirstListed.IsCompleted);
    }

    private void OnChanged() => Changed?.Invoke();

    private static FirmwareFact Judge(CataloguedFile file, BoardFacts? board) =>
        new(file.Path, file.UrlPath, file.Image, file.Unreadable, file.Image is null ? null : Verdict.Of(file.Image, board));

    private sealed record Judged(IReadOnlyList<CataloguedFile> Files, BoardFacts? Board, IReadOnlyList<FirmwareFact> Facts);
}
