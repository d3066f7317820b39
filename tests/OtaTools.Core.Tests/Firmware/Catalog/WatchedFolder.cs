using System.Collections.Concurrent;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Catalog.Listing;
using OtaTools.Core.Firmware.Catalog.Watching;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

/// <summary>A catalogue of a test's folder, and every snapshot that it published.</summary>
internal sealed class WatchedFolder
{
    public static readonly CataloguePace Quick = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50)) { Batch = TimeSpan.FromMilliseconds(20) };

    public static readonly TreeLimits Roomy = new(Files: 10_000, Folders: 10_000, Depth: 24);

    public WatchedFolder(TemporaryFolder folder, CataloguePace? pace = null, Func<FolderChanges, IFolderWatch>? listen = null)
    {
        Catalogue = new Catalogue(folder.Root, _ => { }, pace ?? Quick, Roomy, listen);
        Catalogue.Changed += () => Seen.Enqueue(Catalogue.Files);
    }

    public Catalogue Catalogue { get; }

    public ConcurrentQueue<IReadOnlyList<CataloguedFile>> Seen { get; } = [];

    /// <summary>These and no others, whole.</summary>
    public Task UntilAsync(params string[] relative) => UntilAsync(
        files => files.All(file => !file.IsArriving) && files.Select(file => file.Relative).Order().SequenceEqual(relative.Order()), string.Join(", ", relative));

    public Task UntilAsync(Func<IReadOnlyList<CataloguedFile>, bool> reached, string what) => Deadline.UntilAsync(
        () => reached(Catalogue.Files), $"{what}; it is {string.Join(", ", Catalogue.Files.Select(file => file.Relative))}");
}
