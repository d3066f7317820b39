using System.Collections.Concurrent;

namespace OtaTools.Core.Language.Facts;

/// <summary>Which documents git tracks, by its index; git itself is not started. Thread-safe. An index is read anew when it has changed.</summary>
public sealed class GitIndex
{
    private const int MostRepositories = 16;
    private const long LargestIndex = 64 << 20;

    private readonly ConcurrentDictionary<string, (DateTime Modified, long Length, IReadOnlySet<string> Names)> known = new();

    /// <summary>
    /// A Python or JSON file is in the index, so that its content is, or will be, in the history. False too where there is
    /// no repository, or an index that cannot be read.
    /// </summary>
    public bool Tracks(string path)
    {
        try
        {
            return GitFolder.Around(path) is var (workTree, gitFolder)
                && NamesIn(gitFolder).Contains(Path.GetRelativePath(workTree, path).Replace(Path.DirectorySeparatorChar, '/'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private IReadOnlySet<string> NamesIn(string gitFolder)
    {
        var index = new FileInfo(Path.Combine(gitFolder, "index"));
        if (!index.Exists || index.Length > LargestIndex)
        {
            return new HashSet<string>();
        }

        if (known.TryGetValue(index.FullName, out var before) && before.Modified == index.LastWriteTimeUtc && before.Length == index.Length)
        {
            return before.Names;
        }

        var names = GitIndexReader.Names(File.ReadAllBytes(index.FullName), GitFolder.HashBytesOf(gitFolder), MayBeDocument);
        if (known.Count >= MostRepositories)
        {
            known.Clear();
        }

        known[index.FullName] = (index.LastWriteTimeUtc, index.Length, names);
        return names;
    }

    private static bool MayBeDocument(ReadOnlySpan<byte> name) => name.EndsWith(".py"u8) || name.EndsWith(".PY"u8) || name.EndsWith(".json"u8) || name.EndsWith(".JSON"u8);
}
