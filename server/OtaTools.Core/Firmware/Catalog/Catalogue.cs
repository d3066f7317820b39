namespace OtaTools.Core.Firmware.Catalog;

/// <summary>The firmware files below a folder, kept current as files come and go.</summary>
public sealed class Catalogue : IAsyncDisposable
{
    private readonly CancellationTokenSource stopped = new();
    private readonly FirmwareFolder folder;
    private readonly Task running;

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public Catalogue(string root)
    {
        folder = new FirmwareFolder(root);
        running = Task.Run(RunAsync);
        FirstListed = running;
    }

    /// <summary>Another snapshot is there.</summary>
    public event Action? Changed;

    public string Root => folder.Root;

    /// <summary>Usable images first, the newest MicroPython before older ones; a snapshot, which never changes.</summary>
    public IReadOnlyList<CataloguedFile> Files { get; private set; } = [];

    /// <summary>There are more files or folders than are looked at.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Every file that is there at the beginning has been looked at.</summary>
    public Task FirstListed { get; }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        stopped.Dispose();
    }

    private async Task RunAsync()
    {
        var (files, truncated) = await FirmwareList.OfAsync(Root, null, stopped.Token);
        Files = [.. files.Select(file => new CataloguedFile(
            file.Path, file.Relative, folder.RequireUrlPathOf(file.Path), file.Image, file.Image is null ? file.Why : null, file.Image?.Length ?? 0))];
        Truncated = truncated;
        Changed?.Invoke();
    }
}
