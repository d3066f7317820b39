using OtaTools.Core.Firmware.Catalog.Watching;

namespace OtaTools.Core.Firmware.Catalog.Listing;

/// <param name="Files">That may be firmware.</param>
/// <param name="Depth">Of folders below the root.</param>
internal sealed record TreeLimits(int Files, int Folders, int Depth);

/// <summary>The folders below a root as they were last listed; only what changed is listed again.</summary>
/// <param name="watch">Null where nobody wants to hear of changes.</param>
internal sealed class FolderTree(FirmwareFolder root, TreeLimits limits, IFolderWatch? watch)
{
    private readonly SortedDictionary<string, FolderListing> folders = new(StringComparer.Ordinal);
    private bool tooManyFolders;

    /// <summary>There are more files or folders than are looked at.</summary>
    public bool Truncated => tooManyFolders || folders.Values.Sum(folder => (long)folder.Files.Count) > limits.Files;

    public bool RootIsThere => folders.ContainsKey(root.Root);

    /// <summary>By path.</summary>
    public IEnumerable<(string Path, FileStamp Stamp)> Files =>
        folders.SelectMany(folder => folder.Value.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (Path.Combine(folder.Key, file.Key), file.Value)))
            .Take(limits.Files);

    /// <summary>Lists everything, whatever is known.</summary>
    public void RefreshAll(CancellationToken cancellationToken)
    {
        tooManyFolders = false;
        foreach (var folder in folders.Keys.ToList())
        {
            if (folders.ContainsKey(folder))
            {
                List(folder, cancellationToken);
            }
        }

        if (!RootIsThere)
        {
            List(root.Root, cancellationToken);
        }
    }

    public void Refresh(ChangedFolders changed, CancellationToken cancellationToken)
    {
        if (changed.All || tooManyFolders || !RootIsThere)
        {
            RefreshAll(cancellationToken);
            return;
        }

        // The order matters: what stands at a path now is found by its parent's list.
        foreach (var folder in changed.Renewed)
        {
            Drop(folder);
        }

        var parents = changed.Renewed.Select(folder => folder == root.Root ? folder : Path.GetDirectoryName(folder) ?? folder);
        var withLinks = folders.Where(folder => folder.Value.HasLinks).Select(folder => folder.Key);
        foreach (var folder in changed.Folders.Concat(parents).Concat(withLinks).ToHashSet(StringComparer.Ordinal))
        {
            if (folders.ContainsKey(folder) || folder == root.Root)
            {
                List(folder, cancellationToken);
            }
        }
    }

    private void List(string first, CancellationToken cancellationToken)
    {
        var toList = new Stack<string>([first]);
        while (toList.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = folders.GetValueOrDefault(folder);
            if (before is null && (folders.Count >= limits.Folders || DepthOf(folder) > limits.Depth))
            {
                tooManyFolders |= folders.Count >= limits.Folders;
                continue;
            }

            watch?.Add(folder);
            if (FolderListing.Of(root, folder) is not { } listing)
            {
                Drop(folder);
                continue;
            }

            folders[folder] = listing;
            foreach (var gone in before?.Folders.Except(listing.Folders) ?? [])
            {
                Drop(Path.Combine(folder, gone));
            }

            foreach (var name in listing.Folders)
            {
                var path = Path.Combine(folder, name);
                if (!folders.ContainsKey(path))
                {
                    toList.Push(path);
                }
            }
        }
    }

    private int DepthOf(string folder) => folder.AsSpan(root.Root.Length).Count(Path.DirectorySeparatorChar);

    private void Drop(string first)
    {
        var toDrop = new Stack<string>([first]);
        while (toDrop.TryPop(out var folder))
        {
            watch?.Remove(folder);
            if (folders.Remove(folder, out var listing))
            {
                foreach (var name in listing.Folders)
                {
                    toDrop.Push(Path.Combine(folder, name));
                }
            }
        }
    }
}
