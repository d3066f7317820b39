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

    public static string TemporaryOf(string path) => path + ".new";
}

/// <summary>What became of one file.</summary>
public sealed record FileOutcome(string Path, FileChange Change, int Bytes);

/// <summary>Which files to write, decided from hashes alone.</summary>
public sealed record UploadPlan(IReadOnlyList<(BoardFile File, FileChange Change)> Files)
{
    public IEnumerable<BoardFile> ToWrite => Files.Where(f => f.Change != FileChange.Unchanged).Select(f => f.File);

    /// <param name="wanted">The files as they should be.</param>
    /// <param name="hashes">The SHA-256 of each on the board, in the same order; null where there is no such file.</param>
    public static UploadPlan Make(IReadOnlyList<BoardFile> wanted, IReadOnlyList<string?> hashes) => new(
    [
        .. wanted.Zip(hashes, (file, hash) => (
            file,
            hash is null ? FileChange.New : hash == file.Hash ? FileChange.Unchanged : FileChange.Changed)),
    ]);
}
