using System.Security.Cryptography;

namespace OtaTools.Core.Publishing;

/// <summary>
/// A folder that a web server offers. Files come under a hidden name and are renamed when they are whole and on the disk; no link is
/// followed on the way, and everybody may read what was put.
/// </summary>
internal sealed class FolderStore : IReleaseStore
{
    private const string Temporary = ".otatools-";

    private const UnixFileMode FileMode644 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode FolderMode755 = FileMode644 | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>What an interrupted run left behind, and no running one can still be writing.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>For another program that writes the same file; it does so in a second or two.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string root;
    private readonly Uri? publicUrl;

    public FolderStore(string folder, Uri? publicUrl)
    {
        this.publicUrl = publicUrl;
        try
        {
            root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new OtaToolsException(ErrorCode.PublishTargetInvalid, Strings.FileNotWritten(folder, e.Message), e);
        }
    }

    public event Action<string>? Noted
    {
        add { }
        remove { }
    }

    public string Title => root;

    public bool IsPublicUrlGiven => publicUrl is not null;

    public string? ReadPolicy => null;

    public Uri? UrlOf(string name) => publicUrl is null ? null : PublicUrls.Of(publicUrl, name);

    public Task<StoredFile?> GetAsync(string name, long mostBytes, CancellationToken cancellationToken) => TryAsync(name, Strings.FileUnreadable, async path =>
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        if (file.Length > mostBytes)
        {
            throw new OtaToolsException(ErrorCode.PublishFileDiffers, Strings.PublishFileDiffers(name, Title));
        }

        var content = await File.ReadAllBytesAsync(path, cancellationToken);
        return new StoredFile(content, TagOf(content), file.LastWriteTimeUtc);
    });

    public Task<IReadOnlyList<StoredEntry>> ListAsync(string folder, CancellationToken cancellationToken) => TryAsync<IReadOnlyList<StoredEntry>>(folder, Strings.FileUnreadable, path =>
    {
        var directory = new DirectoryInfo(path);
        return Task.FromResult<IReadOnlyList<StoredEntry>>(
            !directory.Exists ? [] : [.. directory.EnumerateFiles().Where(file => file.LinkTarget is null && file.Name[0] != '.').Select(file => new StoredEntry(folder + file.Name, file.Length, file.LastWriteTimeUtc))]);
    });

    public Task<bool> PutIfAbsentAsync(string name, ReadOnlyMemory<byte> content, Lifetime lifetime, CancellationToken cancellationToken) => TryAsync(name, Strings.FileNotWritten, async path =>
    {
        if (File.Exists(path))
        {
            return false;
        }

        try
        {
            await WriteAsync(path, content, overwrite: false, DateTime.MinValue, cancellationToken);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false; // somebody else was faster
        }
    });

    public Task<bool> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string? entityTag, Lifetime lifetime, CancellationToken cancellationToken) => TryAsync(name, Strings.FileNotWritten, async path =>
    {
        // Two programs that publish at once: who comes second waits here for a moment, and finds another tag.
        Prepare(path);
        var hidden = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.lock");
        await using var held = await FileLock.TryTakeAsync(hidden, Patience, cancellationToken) ?? throw new IOException(Strings.StateBusy(hidden));
        var there = File.Exists(path) ? TagOf(await File.ReadAllBytesAsync(path, cancellationToken)) : null;
        if (there != entityTag)
        {
            return false;
        }

        // Web servers make a file's tag of its second and its length: two changes within one would look alike to boards.
        var notBefore = there is null ? DateTime.MinValue : File.GetLastWriteTimeUtc(path).AddSeconds(1);
        await WriteAsync(path, content, overwrite: true, notBefore, cancellationToken);
        return true;
    });

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => TryAsync(name, Strings.FileNotWritten, path =>
    {
        File.Delete(path);
        return Task.FromResult(true);
    });

    public void Dispose()
    {
    }

    private static string TagOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <param name="failed">The sentence where it fails: of a path, and why.</param>
    private async Task<T> TryAsync<T>(string name, Func<object, object, string> failed, Func<string, Task<T>> act)
    {
        var path = Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar));
        try
        {
            RefuseLinks(path);
            return await act(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.StoreFolderFailed, failed(path, e.Message), e);
        }
    }

    /// <summary>Below the root everything is ours: a link there leads a file, or its readers, somewhere else.</summary>
    private void RefuseLinks(string path)
    {
        for (var at = path.TrimEnd(Path.DirectorySeparatorChar); at.Length > root.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                throw new OtaToolsException(ErrorCode.StoreFolderFailed, Strings.PublishFolderLink(at));
            }
        }
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool overwrite, DateTime notBefore, CancellationToken cancellationToken)
    {
        Prepare(path);
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, Temporary + Path.GetRandomFileName());
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = FileMode644;
            }

            await using (var file = new FileStream(temporary, options))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, FileMode644); // whatever the umask
            }

            if (DateTime.UtcNow < notBefore)
            {
                File.SetLastWriteTimeUtc(temporary, notBefore);
            }

            File.Move(temporary, path, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The folder is there, and holds nothing that an interrupted run left.</summary>
    private static void Prepare(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Make(folder);
        foreach (var left in new DirectoryInfo(folder).EnumerateFiles(Temporary + "*").Where(file => DateTime.UtcNow - file.LastWriteTimeUtc > Abandoned))
        {
            left.Delete();
        }
    }

    /// <summary>With all folders above it that are missing; who may read files there must get to them.</summary>
    private static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is { } above)
        {
            Make(above);
        }

        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, FolderMode755);
        }
    }
}
