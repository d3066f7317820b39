namespace OtaTools.Core.Firmware.Catalog.Watching;

/// <param name="Folders">Something in them changed.</param>
/// <param name="Renewed">Another folder may be there than before.</param>
/// <param name="All">It is not known where.</param>
internal sealed record ChangedFolders(IReadOnlySet<string> Folders, IReadOnlySet<string> Renewed, bool All);

/// <summary>What was heard and not yet looked at. However much it is, it takes little room.</summary>
internal sealed class FolderChanges : IDisposable
{
    private const int MostFolders = 1000;

    private readonly Lock changing = new();
    private readonly SemaphoreSlim heard = new(0, 1);
    private HashSet<string> folders = new(StringComparer.Ordinal);
    private HashSet<string> renewed = new(StringComparer.Ordinal);
    private bool all;
    private bool isOver;

    /// <summary>A file or a folder came, went or changed.</summary>
    public void Report(string path, bool isNewFolder)
    {
        lock (changing)
        {
            if (Path.GetDirectoryName(path) is { } parent)
            {
                folders.Add(parent);
            }

            if (isNewFolder)
            {
                renewed.Add(path);
            }

            all |= folders.Count + renewed.Count > MostFolders;
            Forget();
        }

        Wake();
    }

    public void ReportAll()
    {
        lock (changing)
        {
            all = true;
            Forget();
        }

        Wake();
    }

    public ChangedFolders Take()
    {
        lock (changing)
        {
            var taken = new ChangedFolders(folders, renewed, all);
            (folders, renewed, all) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal), false);
            return taken;
        }
    }

    /// <summary>Until something is reported, at once where something was, or until the time is over.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => heard.WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        lock (changing)
        {
            isOver = true;
            heard.Dispose();
        }
    }

    private void Forget()
    {
        if (all)
        {
            folders.Clear();
            renewed.Clear();
        }
    }

    private void Wake()
    {
        lock (changing)
        {
            if (!isOver && heard.CurrentCount == 0)
            {
                heard.Release();
            }
        }
    }
}
