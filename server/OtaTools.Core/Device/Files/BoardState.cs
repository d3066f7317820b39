namespace OtaTools.Core.Device.Files;

internal enum BoardEntryKind
{
    None,
    File,
    Folder,
}

/// <param name="Hash">SHA-256 of a file, lower-case hexadecimal.</param>
internal sealed record BoardEntry(BoardEntryKind Kind, string? Hash = null);

/// <summary>What a board has.</summary>
/// <param name="Entries">By path.</param>
/// <param name="Room">Bytes that are free, by the top folder of each file system; the root's is "".</param>
internal sealed record BoardState(IReadOnlyDictionary<string, BoardEntry> Entries, IReadOnlyDictionary<string, long> Room)
{
    /// <summary>The top folder of the file system that a path belongs to.</summary>
    public string FileSystemOf(string path) => BoardPath.TopOf(path) is var top && Room.ContainsKey(top) ? top : "";
}
