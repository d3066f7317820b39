using OtaTools.Core.Device;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Lsp;

namespace OtaTools.Server.Features.Firmware;

/// <summary>
/// Tells the client of one folder's firmware: only what differs from what it was told, in pages, and no faster than it takes
/// them. What is learnt of the board changes the verdicts, and so what is told.
/// </summary>
internal sealed class FirmwareWatch : IAsyncDisposable
{
    private const int PageFiles = 200;

    /// <summary>Between two notifications of changes.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource stopped = new();
    private readonly SemaphoreSlim changed = new(1, 1);
    private readonly Lock waking = new();
    private readonly Dictionary<string, (CataloguedFile File, BoardFacts? Board)> told = new(StringComparer.Ordinal);
    private readonly Catalogue catalogue;
    private readonly DeviceSessions sessions;
    private readonly string? device;
    private readonly ClientNotifications client;
    private readonly Task telling;

    public FirmwareWatch(Catalogue catalogue, DeviceSessions sessions, string? device, ClientNotifications client)
    {
        (this.catalogue, this.sessions, this.device, this.client) = (catalogue, sessions, device, client);
        catalogue.Changed += Wake;
        sessions.FactsChanged += Wake;
        telling = Task.Run(TellAsync);
    }

    public async ValueTask DisposeAsync()
    {
        catalogue.Changed -= Wake;
        sessions.FactsChanged -= Wake;
        await stopped.CancelAsync();
        await telling;
        stopped.Dispose();
        lock (waking)
        {
            changed.Dispose();
        }
    }

    private void Wake()
    {
        lock (waking)
        {
            if (!stopped.IsCancellationRequested && changed.CurrentCount == 0)
            {
                changed.Release();
            }
        }
    }

    private async Task TellAsync()
    {
        _ = catalogue.FirstListed.ContinueWith(_ => Wake(), stopped.Token, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            (bool Complete, bool Truncated)? state = null;
            while (true)
            {
                await changed.WaitAsync(stopped.Token);
                var now = (catalogue.FirstListed.IsCompletedSuccessfully, catalogue.Truncated);
                await TellAsync(state is null, now != state, now.IsCompletedSuccessfully, now.Truncated);
                state = now;
                await Task.Delay(Pause, stopped.Token);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    private async Task TellAsync(bool isFirst, bool differs, bool complete, bool truncated)
    {
        var board = KnownBoard.FactsOf(sessions, device);
        var files = catalogue.Files;
        var present = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var removed = told.Keys.Where(path => !present.Contains(path)).ToList();
        var pages = files.Where(file => !told.TryGetValue(file.Path, out var before) || before != (file, board)).Chunk(PageFiles).ToList();
        if (pages.Count == 0 && (differs || removed.Count > 0))
        {
            pages.Add([]);
        }

        removed.ForEach(path => told.Remove(path));
        for (var i = 0; i < pages.Count; i++)
        {
            foreach (var file in pages[i])
            {
                told[file.Path] = (file, board);
            }

            var change = new CatalogueChange(
                catalogue.Root, isFirst && i == 0, [.. pages[i].Select(file => Judge(file, board))], i == 0 ? removed : [], complete && i == pages.Count - 1, truncated);
            await client.SendAsync(IFirmwareRpc.CatalogueChanged, change).WaitAsync(stopped.Token);
        }
    }

    private static WatchedFirmware Judge(CataloguedFile file, BoardFacts? board)
    {
        var verdict = file.Image is { } image ? Verdict.Of(image, board) : null;
        return new(
            file.Path,
            file.Relative,
            file.UrlPath,
            file.Length,
            file.IsArriving,
            file.Image?.Kind,
            FirmwareTitle.Of(file.Image),
            file.Image?.Chip,
            FirmwareOrder.KeyOf(file.Image, verdict?.Usable == true, file.Relative),
            verdict,
            file.Unreadable);
    }
}
