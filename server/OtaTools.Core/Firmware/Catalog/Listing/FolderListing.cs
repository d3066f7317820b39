using System.IO.Enumeration;

namespace OtaTools.Core.Firmware.Catalog.Listing;

/// <summary>A file is looked at again where one of these differs.</summary>
internal readonly record struct FileStamp(long Length, DateTime Modified)
{
    public static FileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc);
}

/// <summary>One folder: the files that may be firmware, and the folders to look into, by name.</summary>
/// <param name="HasLinks">What links point to changes without a sign here.</param>
internal sealed record FolderListing(IReadOnlyDictionary<string, FileStamp> Files, IReadOnlySet<string> Folders, bool HasLinks)
{
    /// <summary>Hidden ones are left alone too, on Windows by their attribute.</summary>
    private static readonly EnumerationOptions Plain = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    /// <returns>Null where there is no such folder, or it may not be read.</returns>
    public static FolderListing? Of(FirmwareFolder root, string folder)
    {
        var files = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        var hasLinks = false;
        try
        {
            foreach (var entry in Entries(folder))
            {
                if (entry.IsFolder)
                {
                    folders.Add(entry.Name);
                }
                else if (!entry.IsLink)
                {
                    files[entry.Name] = entry.Stamp;
                }
                else
                {
                    hasLinks = true;
                    if (root.RealPathOf(Path.Combine(folder, entry.Name)) is { } real && new FileInfo(real) is { Exists: true } target)
                    {
                        files[entry.Name] = FileStamp.Of(target);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return new(files, folders, hasLinks);
    }

    private static FileSystemEnumerable<Entry> Entries(string folder) => new(folder, Describe, Plain)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => FirmwareFolder.IsServed(entry.FileName) && (entry.IsDirectory
            ? !FirmwareNames.IsLeftAlone(entry.FileName) && !IsLink(ref entry)
            : FirmwareNames.MayBeFirmware(entry.FileName) && entry.Length <= FirmwareFolder.LargestImage),
    };

    private static Entry Describe(ref FileSystemEntry entry) => new(
        entry.FileName.ToString(), entry.IsDirectory, !entry.IsDirectory && IsLink(ref entry), entry.IsDirectory ? default : new(entry.Length, entry.LastWriteTimeUtc.UtcDateTime));

    /// <summary>What a cloud drive keeps has the attribute of a link as well, and no target.</summary>
    private static bool IsLink(ref FileSystemEntry entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.ToFileSystemInfo().LinkTarget is not null;

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink, FileStamp Stamp);
}
