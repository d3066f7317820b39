using OtaTools.Core.Firmware.Packing;

namespace OtaTools.Core.Publishing;

/// <summary>What of a release lies in a store, by the names of the files alone.</summary>
/// <param name="Files">By what comes behind the image's name; the image itself is "".</param>
internal sealed record StoredRelease(string Id, IReadOnlyDictionary<string, StoredEntry> Files)
{
    public bool IsWithdrawn => Files.Keys.Any(ReleaseNames.IsWithdrawn);

    public long? PackedSize => SizeOf(ReleaseNames.PackOf(Id, null));

    /// <summary>The identities from which there is a delta.</summary>
    public IEnumerable<string> Deltas => Files.Values.Select(file => PackFiles.Parse(file.Name)?.Identity).OfType<string>();

    public bool IsOf(string name) => Files.ContainsKey(ReleaseNames.RecordOf(Id, name)[ReleaseNames.ImageOf(Id).Length..]);

    public IEnumerable<string> Names => Files.Keys.Select(ReleaseNames.NameOfRecord).OfType<string>();

    /// <param name="name">As in a store.</param>
    public long? SizeOf(string name) => Files.Values.FirstOrDefault(file => file.Name == name)?.Size;

    public static IReadOnlyList<StoredRelease> Of(IEnumerable<StoredEntry> files) =>
    [
        .. from file in files
           let parsed = ReleaseNames.Parse(file.Name)
           where parsed is not null
           group (parsed.Value.Ending, file) by parsed.Value.Id into release
           select new StoredRelease(release.Key, release.ToDictionary(one => one.Ending, one => one.file)),
    ];
}

/// <summary>A release that was complete once, with its record.</summary>
internal sealed record KnownRelease(StoredRelease Stored, ReleaseRecord Record)
{
    public string Id => Stored.Id;
}
