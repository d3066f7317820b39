namespace OtaTools.Core.Firmware.Catalog.Watching;

/// <summary>Watches on Windows and macOS, which tell of everything below a folder for one handle.</summary>
internal sealed class RecursiveWatch(string root, FolderChanges changes) : IFolderWatch
{
    /// <summary>The most that goes through a network to a Windows server.</summary>
    private const int BufferBytes = 64 * 1024;

    private readonly Lock changing = new();
    private FileSystemWatcher? watcher;
    private bool stopped;

    public string? Trouble { get; private set; }

    public void Add(string folder)
    {
        lock (changing)
        {
            if (folder != root || watcher is not null || stopped)
            {
                return;
            }

            try
            {
                watcher = Start();
                Trouble = null;
            }
            catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
            {
                Trouble = e.Message;
            }
        }
    }

    public void Remove(string folder)
    {
    }

    public void Dispose()
    {
        lock (changing)
        {
            stopped = true;
            watcher?.Dispose();
            watcher = null;
        }
    }

    private FileSystemWatcher Start()
    {
        var started = new FileSystemWatcher(root)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = BufferBytes,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes,
        };
        started.Created += (_, e) => Report(e.FullPath, isNew: true);
        started.Changed += (_, e) => Report(e.FullPath, isNew: false);
        started.Deleted += (_, e) => changes.Report(e.FullPath, isNewFolder: false);
        started.Renamed += (_, e) =>
        {
            changes.Report(e.OldFullPath, isNewFolder: false);
            Report(e.FullPath, isNew: true);
        };
        started.Error += (_, e) => Fail(started, e.GetException());
        started.EnableRaisingEvents = true;
        return started;
    }

    private void Report(string path, bool isNew)
    {
        if (FirmwareNames.MayBeFirmware(path))
        {
            changes.Report(path, isNewFolder: isNew && Directory.Exists(path));
        }
        else if (isNew && Directory.Exists(path))
        {
            changes.Report(path, isNewFolder: true);
        }
    }

    /// <summary>Too much at once is looked for everywhere; after anything else the watch is begun anew.</summary>
    private void Fail(FileSystemWatcher failed, Exception error)
    {
        if (error is not InternalBufferOverflowException)
        {
            lock (changing)
            {
                Trouble = error.Message;
                if (watcher == failed)
                {
                    watcher = null;
                }
            }

            failed.Dispose();
        }

        changes.ReportAll();
    }
}
