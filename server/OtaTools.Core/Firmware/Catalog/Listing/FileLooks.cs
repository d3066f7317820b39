using System.Collections.Concurrent;

namespace OtaTools.Core.Firmware.Catalog.Listing;

/// <summary>
/// What each file was when it was last looked at. A file that is being written is not judged: unless it is whole already, it
/// is arriving, and is looked at again as it grows, and once it has been quiet.
/// </summary>
internal sealed class FileLooks(FirmwareFolder folder, CataloguePace pace)
{
    /// <summary>Disk and processor are the editor's too.</summary>
    private const int AtOnce = 2;

    /// <summary>A file that is there when it is first seen is being written only where it was just written to.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Look> looks = new(StringComparer.Ordinal);

    public IEnumerable<CataloguedFile> Files => looks.Values.Select(look => look.File).OfType<CataloguedFile>();

    /// <summary>Until the first of the arriving files is to be looked at again; null where none arrives.</summary>
    public TimeSpan? NextDue =>
        looks.Values.Where(look => look.IsArriving).Select(look => (long?)look.DueAt).Min() is { } due ? TimeSpan.FromMilliseconds(Math.Max(0, due - Now)) : null;

    private static long Now => Environment.TickCount64;

    /// <param name="present">Every file that is there now.</param>
    /// <param name="some">Some are done, and more are to come.</param>
    public async Task UpdateAsync(IEnumerable<(string Path, FileStamp Stamp)> present, Action some, CancellationToken cancellationToken)
    {
        var now = present.ToDictionary(file => file.Path, file => file.Stamp, StringComparer.Ordinal);
        foreach (var gone in looks.Keys.Where(path => !now.ContainsKey(path)))
        {
            looks.TryRemove(gone, out _);
        }

        var publishing = new Lock();
        var published = Now;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(now.Where(file => IsToBeLookedAt(file.Key, file.Value)).ToList(), options, async (file, token) =>
        {
            looks[file.Key] = await LookAsync(file.Key, file.Value, token);
            lock (publishing)
            {
                if (Now - published >= pace.Batch.TotalMilliseconds)
                {
                    some();
                    published = Now;
                }
            }
        });
    }

    /// <summary>What grows is read again and again: no more often than it costs little.</summary>
    private bool IsToBeLookedAt(string path, FileStamp stamp)
    {
        if (!looks.TryGetValue(path, out var known) || !known.IsArriving)
        {
            return known?.Listed != stamp;
        }

        if (known.Listed != stamp && Now < known.NotBefore)
        {
            looks[path] = known with { DueAt = Math.Min(known.DueAt, known.NotBefore) };
            return false;
        }

        return known.Listed != stamp || Now >= known.DueAt;
    }

    private async Task<Look> LookAsync(string path, FileStamp listed, CancellationToken cancellationToken)
    {
        var began = Now;
        var before = StampOf(path);
        var changedAt = ChangedAt(path, before);
        var file = await FirmwareLook.AtAsync(folder, path, listed, cancellationToken);
        var after = StampOf(path);
        var cost = Now - began;
        var isWhole = file?.Image is { IsUsable: true } or { Full.App.IsUsable: true };
        if (before != after)
        {
            (changedAt, isWhole) = (Now, false);
        }

        var arrives = file is not null && !isWhole && Now - changedAt < pace.Quiet.TotalMilliseconds;
        return new(
            listed,
            after,
            arrives ? file! with { Image = null, Unreadable = null, IsArriving = true } : file,
            changedAt,
            DueAt: changedAt + (long)pace.Quiet.TotalMilliseconds,
            NotBefore: Now + (10 * cost));
    }

    /// <summary>Of what a link leads to; a folder's list may be behind while a file is open.</summary>
    private static FileStamp? StampOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return FileStamp.Of(file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private long ChangedAt(string path, FileStamp? stamp)
    {
        if (looks.TryGetValue(path, out var known))
        {
            return known.Actual == stamp ? known.ChangedAt : Now;
        }

        var age = (DateTime.UtcNow - (stamp?.Modified ?? default)).Duration();
        return age < JustNow || age < pace.Quiet ? Now : Now - (long)pace.Quiet.TotalMilliseconds;
    }

    /// <param name="Listed">What the folder's list said of it.</param>
    /// <param name="Actual">What it itself said.</param>
    /// <param name="File">Null where it is left out.</param>
    /// <param name="ChangedAt">When it was seen to differ; this and what follows in milliseconds of this computer's clock.</param>
    private sealed record Look(FileStamp Listed, FileStamp? Actual, CataloguedFile? File, long ChangedAt, long DueAt, long NotBefore)
    {
        public bool IsArriving => File is { IsArriving: true };
    }
}
