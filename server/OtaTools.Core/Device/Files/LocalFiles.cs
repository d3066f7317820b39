namespace OtaTools.Core.Device.Files;

/// <param name="Source">Path on this computer.</param>
/// <param name="Target">Path on the board.</param>
public sealed record FileToPut(string Source, string Target);

/// <summary>Files of this computer, on their way to a board or from there.</summary>
public static class LocalFiles
{
    /// <summary>What tools and systems leave in folders, and no board needs.</summary>
    private static readonly HashSet<string> Skipped = [".git", "__pycache__", "node_modules", ".DS_Store"];

    /// <summary>
    /// Files as they are, folders with all that is in them under their own names; of a folder that ends with "/" or "/." only
    /// what is in it. Links to files of the same folder are files; other links are passed over.
    /// </summary>
    /// <param name="folder">On the board.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.LocalFileFailed"/>, or a path that no board can have.</exception>
    public static IReadOnlyList<FileToPut> Find(IEnumerable<string> paths, string folder)
    {
        var to = BoardPath.Parse(folder);
        return [.. paths.SelectMany(path => Guard(path, () => FindAll(path, to).ToList()))];
    }

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.LocalFileFailed"/></exception>
    public static IReadOnlyList<BoardFile> Read(IEnumerable<FileToPut> files) =>
        [.. files.Select(file => new BoardFile(BoardPath.ParseFile(file.Target), Guard(file.Source, () => File.ReadAllBytes(file.Source))))];

    /// <summary>A file from a board, whole or not at all.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.LocalFileFailed"/></exception>
    internal static void Write(string path, byte[] content) => Guard(path, () =>
    {
        if (Directory.Exists(path))
        {
            throw new IOException(Strings.LocalPathIsFolder());
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, content, ownerOnly: false, overwrite: true);
        return true;
    });

    private static IEnumerable<FileToPut> FindAll(string path, string to)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path)
                ? [new(path, BoardPath.Join(to, Path.GetFileName(path)))]
                : throw new IOException(Strings.LocalFileMissing());
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var isContent = Path.EndsInDirectorySeparator(path) || Path.GetFileName(path) is "." or "..";
        return Below(new DirectoryInfo(root), root, isContent ? to : BoardPath.Join(to, Path.GetFileName(root)));
    }

    private static IEnumerable<FileToPut> Below(DirectoryInfo folder, string root, string to)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => !Skipped.Contains(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var target = BoardPath.Join(to, entry.Name);
            if (entry is DirectoryInfo inner)
            {
                foreach (var file in inner.LinkTarget is null ? Below(inner, root, target) : [])
                {
                    yield return file;
                }
            }
            else if (entry.LinkTarget is null || entry.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } file && IsIn(root, file.FullName))
            {
                yield return new(entry.FullName, target);
            }
        }
    }

    private static bool IsIn(string root, string path) => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static T Guard<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OtaToolsException(ErrorCode.LocalFileFailed, Strings.LocalFileFailed(path, e.Message), e);
        }
    }
}
