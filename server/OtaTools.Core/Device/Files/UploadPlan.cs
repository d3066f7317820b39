using System.Security.Cryptography;

namespace OtaTools.Core.Device.Files;

public enum FileChange
{
    New,
    Changed,
    Unchanged,
}

/// <summary>A file as it should be on the board.</summary>
public sealed record BoardFile(string Path, byte[] Content)
{
    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));
}

/// <summary>What became of one file.</summary>
public sealed record FileOutcome(string Path, FileChange Change, int Bytes);

/// <param name="Written">Where it is written; a rename puts it into its place where that is another path.</param>
internal sealed record PlannedFile(BoardFile File, FileChange Change, string Written)
{
    public bool IsMoved => Change != FileChange.Unchanged && Written != File.Path;
}

/// <summary>What to write and where, decided from what is on the board (pure).</summary>
/// <param name="Files">In the order of writing and renaming.</param>
/// <param name="NewFolders">To be made before the renames, the outermost first.</param>
/// <param name="Stages">Folders of what is not finished, one for each file system.</param>
internal sealed record UploadPlan(IReadOnlyList<PlannedFile> Files, IReadOnlyList<string> NewFolders, IReadOnlyList<string> Stages)
{
    public IEnumerable<PlannedFile> ToWrite => Files.Where(f => f.Change != FileChange.Unchanged);

    /// <summary>Not beside the file: littlefs needs the longer for a folder, the more names are in it.</summary>
    public static string StageOf(string top) => $"{top}/{BoardPath.StageName}";

    /// <summary>Each folder that decides over the files, once, the outermost first, and the files.</summary>
    public static IReadOnlyList<string> PathsOf(IReadOnlyList<BoardFile> wanted) =>
        [.. wanted.SelectMany(file => BoardPath.FoldersOf(file.Path)).Distinct(), .. wanted.Select(file => file.Path)];

    /// <param name="inPlace">
    /// For files that nobody uses before the last one is there: a new one goes to its own path at once, since a rename among
    /// many names takes littlefs long.
    /// </param>
    /// <exception cref="OtaToolsException">A folder is where a file should be, or a file where a folder should be; or there is no room.</exception>
    public static UploadPlan Make(IReadOnlyList<BoardFile> wanted, BoardState board, Func<BoardFile, bool>? inPlace = null)
    {
        var folders = wanted.SelectMany(file => BoardPath.FoldersOf(file.Path)).Distinct().ToList();
        if (wanted.GroupBy(file => file.Path).FirstOrDefault(same => same.Count() > 1 || folders.Contains(same.Key)) is { } twice)
        {
            throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardPathTwice(twice.Key));
        }

        if (folders.Find(folder => board.Entries[folder].Kind == BoardEntryKind.File) is { } file)
        {
            throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardPathNotFolder(file));
        }

        var plan = new UploadPlan(
            [.. wanted.Select((file, index) => Plan(file, index, board, inPlace))],
            [.. folders.Where(folder => board.Entries[folder].Kind == BoardEntryKind.None)],
            [.. wanted.Select(file => StageOf(board.FileSystemOf(file.Path))).Distinct()]);
        plan.RequireRoom(board);
        return plan;
    }

    private static PlannedFile Plan(BoardFile file, int index, BoardState board, Func<BoardFile, bool>? inPlace)
    {
        var entry = board.Entries[file.Path];
        var change = entry.Kind switch
        {
            BoardEntryKind.Folder => throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardPathIsFolder(file.Path)),
            BoardEntryKind.None => FileChange.New,
            _ => entry.Hash == file.Hash ? FileChange.Unchanged : FileChange.Changed,
        };
        var stays = change == FileChange.New && inPlace?.Invoke(file) == true;
        return new(file, change, stays ? file.Path : $"{StageOf(board.FileSystemOf(file.Path))}/{index}");
    }

    private void RequireRoom(BoardState board)
    {
        foreach (var part in ToWrite.GroupBy(f => board.FileSystemOf(f.File.Path)))
        {
            var needed = part.Sum(f => (long)f.File.Content.Length);
            if (board.Room.TryGetValue(part.Key, out var room) && needed > room)
            {
                throw new OtaToolsException(ErrorCode.DeviceFileSystem, Strings.BoardFileSystemNoRoom(needed, room));
            }
        }
    }
}
