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

    /// <summary>Where it is written first; a rename puts it in its place.</summary>
    public string Temporary => TemporaryOf(Path);

    /// <summary>Not beside it: littlefs needs the longer for a folder, the more names are in it.</summary>
    public static string TemporaryOf(string path) => "/ota.new" + path;
}

/// <summary>What became of one file.</summary>
public sealed record FileOutcome(string Path, FileChange Change, int Bytes);

/// <summary>Which files to write, decided from hashes alone.</summary>
public sealed record UploadPlan(IReadOnlyList<(BoardFile File, FileChange Change)> Files)
{
    /// <summary>
    /// Where each goes first. What replaces something goes under a temporary name; a new script to its own at once: no old one
    /// knows it, boot.py comes last, and a rename among many names takes littlefs long.
    /// </summary>
    public IEnumerable<(BoardFile File, string Path)> ToWrite =>
        Files.Where(f => f.Change != FileChange.Unchanged).Select(f => (f.File, f.Change == FileChange.New && f.File.Path != BootPy.Path ? f.File.Path : f.File.Temporary));

    /// <param name="wanted">The files as they should be.</param>
    /// <param name="hashes">The SHA-256 of each on the board, in the same order; null where there is no such file.</param>
    public static UploadPlan Make(IReadOnlyList<BoardFile> wanted, IReadOnlyList<string?> hashes) => new(
    [
        .. wanted.Zip(hashes, (file, hash) => (
            file,
            hash is null ? FileChange.New : hash == file.Hash ? FileChange.Unchanged : FileChange.Changed)),
    ]);
}
