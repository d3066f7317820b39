using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Publishing;

/// <summary>A pointer as it lies in a store.</summary>
/// <param name="EntityTag">By which a change knows that nobody changed it in between.</param>
internal sealed record StoredPointer(Manifest Manifest, ReleasePointer Pointer, string EntityTag)
{
    public bool IsSigned => Manifest.Signature is not null;

    public PointerState State => StateOf(Pointer, IsSigned);

    public static PointerState StateOf(ReleasePointer pointer, bool isSigned) =>
        new(ReleaseNames.IdOfUrl(pointer.Url) ?? pointer.Url, pointer.Version, pointer.Identity, pointer.Share, pointer.Sequence, isSigned);
}

/// <summary>What a store holds: its pointers, and the releases of each.</summary>
internal sealed class ReleaseShelf(IReleaseStore store)
{
    /// <summary>Records are read one by one; more releases of one name nobody wants to look through.</summary>
    private const int MostRecords = 500;

    private const int AtOnce = 8;

    public IReleaseStore Store => store;

    /// <returns>Null where there is none.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.PointerUnusable"/>: something else has its name.</exception>
    public async Task<StoredPointer?> PointerAsync(string name, CancellationToken cancellationToken)
    {
        var file = ReleaseNames.PointerOf(name);
        if (await store.GetAsync(file, Manifest.MostBytes, cancellationToken) is not { } stored)
        {
            return null;
        }

        try
        {
            var manifest = Manifest.Read(stored.Content);
            return new(manifest, ReleasePointer.Read(manifest.Payload), stored.EntityTag);
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.ManifestInvalid)
        {
            throw new OtaToolsException(ErrorCode.PointerUnusable, Strings.PointerUnusable(file, store.Title), e);
        }
    }

    public async Task<IReadOnlyList<StoredRelease>> StoredAsync(CancellationToken cancellationToken) =>
        StoredRelease.Of(await store.ListAsync(ReleaseNames.Folder, cancellationToken));

    /// <summary>The complete releases of a name, the newest first.</summary>
    public async Task<IReadOnlyList<KnownRelease>> ReleasesAsync(string name, IEnumerable<StoredRelease> stored, CancellationToken cancellationToken)
    {
        var known = new List<KnownRelease>();
        var newest = stored.Where(one => one.IsOf(name)).OrderByDescending(one => one.Files.Values.Max(file => file.Modified)).Take(MostRecords);
        await Parallel.ForEachAsync(newest, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (release, token) =>
        {
            var file = await store.GetAsync(ReleaseNames.RecordOf(release.Id, name), ReleaseRecord.MostBytes, token);
            // One that somebody else wrote is left out, as is one whose image is gone.
            if (file is not null && ReleaseRecord.Read(file.Content) is { } record && ReleaseNames.IsOf(release.Id, record.Sha256) && release.Files.ContainsKey(""))
            {
                lock (known)
                {
                    known.Add(new(release, record));
                }
            }
        });
        return [.. known.OrderByDescending(one => one.Record.Published).ThenByDescending(one => one.Record.Sequence)];
    }

    /// <summary>The one name that a store has; null where there is none.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.PublishOptionInvalid"/>: there are several.</exception>
    public static string? OnlyName(IEnumerable<StoredRelease> stored)
    {
        string[] names = [.. NamesIn(stored)];
        return names.Length <= 1 ? names.FirstOrDefault() : throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishNameOneOf(string.Join(", ", names)));
    }

    public static IEnumerable<string> NamesIn(IEnumerable<StoredRelease> stored) => stored.SelectMany(release => release.Names).Distinct().Order(StringComparer.Ordinal);
}
