using System.Net;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>
/// The firmware below one folder, by URL path. Only whole, usable app images and manifests exist here; nothing else of the folder
/// can be reached, whatever the path tries.
/// </summary>
public sealed class FirmwareFolder
{
    /// <summary>The largest flash of any ESP32 is 32 MiB; a larger file is no image.</summary>
    internal const long LargestImage = 32 << 20;

    private readonly KeptFiles kept = new();

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public FirmwareFolder(string root)
    {
        Root = Directory.Exists(root)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))
            : throw new OtaToolsException(ErrorCode.ServeFolderMissing, Strings.FolderMissing(root));
    }

    public string Root { get; }

    /// <param name="urlPath">Decoded, with a leading slash: /OTA/x.app-bin.</param>
    /// <returns>The file, or null and why it is not served.</returns>
    public async Task<(ServedFile? File, string Why)> FindAsync(string urlPath, CancellationToken cancellationToken)
    {
        if (FileAt(urlPath) is not { } file)
        {
            return (null, Strings.NotServedMissing());
        }

        var version = (file.Length, file.LastWriteTimeUtc);
        if (kept.Find(file.FullName, version) is { } known)
        {
            return (known.File, known.Why);
        }

        try
        {
            var loaded = await LoadAsync(file, version, cancellationToken);
            kept.Keep(file.FullName, loaded);
            return (loaded.File, loaded.Why);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Strings.FileUnreadable(urlPath, e.Message));
        }
    }

    /// <summary>A regular file below the root, whatever it holds; null where there is none that could be offered.</summary>
    internal FileInfo? FileAt(string urlPath) => Locate(urlPath.Split('/')[1..]);

    /// <summary>The URL path of a file, with escapes; null where it is not below the root, or has a name that is never served.</summary>
    public string? UrlPathOf(string path) => NamesOf(path) is { } names ? "/" + string.Join('/', names.Select(Uri.EscapeDataString)) : null;

    /// <summary>Where a file below the root really is, links followed; null where nothing of that name could be offered.</summary>
    internal string? RealPathOf(string path) => NamesOf(path) is { } names ? Locate(names)?.FullName : null;

    /// <summary>The URL of a file, as a board asks for it.</summary>
    /// <param name="address">This computer, as the board sees it.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareUnreadable"/>: it is not below the root.</exception>
    public Uri UrlOf(string path, IPAddress address, int port) =>
        new($"http://{address}:{port}{RequireUrlPathOf(path)}");

    /// <summary>As <see cref="UrlPathOf"/>.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareUnreadable"/>: it is not below the root.</exception>
    public string RequireUrlPathOf(string path) =>
        UrlPathOf(path) ?? throw new OtaToolsException(ErrorCode.FirmwareUnreadable, Strings.FileOutside(path, Root));

    /// <summary>The names that lead from the root to a file; null as for <see cref="UrlPathOf"/>.</summary>
    private string[]? NamesOf(string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
        {
            return null;
        }

        var full = Path.GetFullPath(path);
        var names = Path.GetRelativePath(Root, full).Split(Path.DirectorySeparatorChar);
        return IsBelow(Root, full) && names.All(name => IsServed(name)) ? names : null;
    }

    /// <summary>A name that a file or a folder on the way to it may have.</summary>
    internal static bool IsServed(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name[0] == '.' || name.IndexOfAny(['\\', ':']) >= 0)
        {
            return false;
        }

        foreach (var character in name)
        {
            if (char.IsControl(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>By the names alone; a folder is below itself.</summary>
    public static bool IsBelow(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    /// <summary>A regular file that is really below the root: no dot segments, no hidden names, no link that leads outside.</summary>
    private FileInfo? Locate(string[] names)
    {
        if (!names.All(name => IsServed(name)))
        {
            return null;
        }

        var path = Path.Combine([Root, .. names]);
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > LargestImage || (file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) != 0)
        {
            return null;
        }

        var real = RealPath(path);
        return real is not null && RealPath(Root) is { } root && IsBelow(root, real) ? new FileInfo(real) : null;
    }

    /// <summary>The path with every link in it followed; null where one leads nowhere or round and round.</summary>
    private static string? RealPath(string path)
    {
        var real = Path.GetPathRoot(path) ?? "";
        foreach (var name in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, name);
            try
            {
                FileSystemInfo info = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
                if (info.LinkTarget is not null)
                {
                    var target = info.ResolveLinkTarget(returnFinalTarget: true);
                    real = target is { Exists: true } ? RealPath(target.FullName) ?? "" : "";
                }
            }
            catch (IOException)
            {
                return null;
            }

            if (real.Length == 0)
            {
                return null;
            }
        }

        return real;
    }

    private static async Task<KeptFile> LoadAsync(FileInfo file, (long, DateTime) version, CancellationToken cancellationToken)
    {
        if (await ManifestFile.LoadAsync(file, cancellationToken) is { } manifest)
        {
            return new(version, manifest, "");
        }

        // A film in the folder is not read to its end to find that out.
        if (await FirmwareFiles.ClassifyAsync(file.FullName, cancellationToken) is var kind and not FirmwareKind.App)
        {
            return new(version, null, Kinds.WhyNotAnApp(kind));
        }

        var content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var image = await EspImageReader.ReadAsync(new MemoryStream(content, writable: false), content.Length, cancellationToken);
        if (ImageGate.WhyUnusable(Verdict.Of(image, null)) is { } why)
        {
            return new(version, null, why);
        }

        return new(version, ServedFile.Of(content, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero), image), "");
    }
}
