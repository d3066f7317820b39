using System.Diagnostics;
using OtaTools.Core.Firmware.Catalog.Listing;
using OtaTools.Core.Firmware.Catalog.Watching;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>
/// The firmware files below a folder, kept current as files come and go. One loop owns what is known: it lists what the
/// operating system says has changed, looks at the files that are new or differ, and publishes a snapshot.
/// </summary>
public sealed class Catalogue : IAsyncDisposable
{
    internal static readonly TreeLimits Limits = new(Files: 20_000, Folders: 50_000, Depth: 24);

    private readonly CancellationTokenSource stopped = new();
    private readonly TaskCompletionSource firstListed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FirmwareFolder folder;
    private readonly Action<string> note;
    private readonly CataloguePace pace;
    private readonly FolderChanges changes = new();
    private readonly IFolderWatch watch;
    private readonly FolderTree tree;
    private readonly FileLooks looks;
    private readonly Task running;
    private Snapshot current = new([], Truncated: false);
    private readonly bool isElsewhere;
    private string? troubleTold;

    /// <param name="note">Hears what is for the log, in words.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public Catalogue(string root, Action<string> note)
        : this(root, note, CataloguePace.Default, Limits)
    {
    }

    internal Catalogue(string root, Action<string> note, CataloguePace pace, TreeLimits limits, Func<FolderChanges, IFolderWatch>? listen = null)
    {
        folder = new FirmwareFolder(root);
        this.note = note;
        this.pace = pace;
        watch = listen?.Invoke(changes) ?? (OperatingSystem.IsLinux() ? new InotifyWatch(changes) : new RecursiveWatch(folder.Root, changes));
        tree = new FolderTree(folder, limits, watch);
        looks = new FileLooks(folder, pace);
        isElsewhere = IsOnNetworkDrive(Root);
        running = Task.Run(RunAsync);
    }

    /// <summary>Another snapshot is there.</summary>
    public event Action? Changed;

    public string Root => folder.Root;

    /// <summary>Usable images first, the newest MicroPython before older ones; a snapshot, which never changes.</summary>
    public IReadOnlyList<CataloguedFile> Files => Volatile.Read(ref current).Files;

    /// <summary>There are more files or folders than are looked at.</summary>
    public bool Truncated => Volatile.Read(ref current).Truncated;

    /// <summary>Every file that is there at the beginning has been looked at.</summary>
    public Task FirstListed => firstListed.Task;

    /// <summary>Everything is looked for again: a person asks for it.</summary>
    public void Refresh() => changes.ReportAll();

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await running;
        watch.Dispose();
        changes.Dispose();
        stopped.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var began = Stopwatch.GetTimestamp();
                tree.Refresh(changes.Take(), stopped.Token);
                var look = Stopwatch.GetElapsedTime(began);
                await looks.UpdateAsync(tree.Files, Publish, stopped.Token);
                Publish();
                firstListed.TrySetResult();
                Tell();
                await WaitAsync(look);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            firstListed.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>Until something changed, and a moment more, since changes come together.</summary>
    /// <param name="look">How long it took to list what had changed.</param>
    private async Task WaitAsync(TimeSpan look)
    {
        var listens = watch.Trouble is null && tree.RootIsThere && !isElsewhere;
        var limit = listens ? Timeout.InfiniteTimeSpan : pace.Poll;
        if (looks.NextDue is { } due && (limit == Timeout.InfiniteTimeSpan || due < limit))
        {
            limit = due;
        }

        await changes.WaitAsync(limit, stopped.Token);
        await Task.Delay(pace.RestAfter(look), stopped.Token);
        if (!listens)
        {
            changes.ReportAll();
        }
    }

    private void Publish()
    {
        var next = new Snapshot(FirmwareOrder.Sorted(looks.Files), tree.Truncated);
        if (next.Truncated != current.Truncated || !next.Files.SequenceEqual(current.Files, ReferenceEqualityComparer.Instance))
        {
            Volatile.Write(ref current, next);
            Changed?.Invoke();
        }
    }

    private void Tell()
    {
        var trouble = watch.Trouble ?? (isElsewhere ? Strings.CatalogueOnNetworkDrive() : null);
        if (trouble is not null && trouble != troubleTold)
        {
            note(Strings.CataloguePolls(Root, pace.Poll.TotalSeconds, trouble));
        }

        troubleTold = trouble;
    }

    /// <summary>What another computer changes there is told to nobody here.</summary>
    private static bool IsOnNetworkDrive(string root)
    {
        try
        {
            return new DriveInfo(root).DriveType == DriveType.Network;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private sealed record Snapshot(IReadOnlyList<CataloguedFile> Files, bool Truncated);
}
