using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Device.Files;

/// <summary>A file that came from the board.</summary>
/// <param name="Path">On the board.</param>
/// <param name="Target">On this computer.</param>
public sealed record FetchedFile(string Path, string Target, int Bytes);

/// <summary>Brings files from a board, each compared with the hash that the board computes, and written whole or not at all.</summary>
public sealed class Downloader(DeviceSession session)
{
    /// <summary>Characters that some system takes for more than a part of a name.</summary>
    private static readonly char[] NotInNames = ['\\', ':', '\0'];

    /// <param name="target">A file, or a folder that is there: then the name stays the same.</param>
    /// <exception cref="OtaToolsException">It is not there, cannot be written here, or the link failed.</exception>
    public Task<IReadOnlyList<FetchedFile>> GetAsync(
        string path, string target, IProgress<UploadProgress>? progress, TimeSpan enterTimeout, CancellationToken cancellationToken)
    {
        var source = BoardPath.Parse(path);
        return session.UseLinkAsync(link => GetAsync(link, source, target, progress, cancellationToken), enterTimeout, cancellationToken);
    }

    private static async Task<IReadOnlyList<FetchedFile>> GetAsync(
        BoardLink link, string source, string target, IProgress<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        var listing = await BoardFolder.ListAsync(link, source, recursive: true, cancellationToken);
        var isFile = listing is [{ Folder: false } only] && only.Path == source;
        var into = Directory.Exists(target) && source != "/" ? Path.Combine(target, NameOf(source[(source.LastIndexOf('/') + 1)..])) : target;
        var total = (int)listing.Sum(entry => entry.Size);
        var fetched = new List<FetchedFile>();
        foreach (var entry in listing.Where(entry => !entry.Folder))
        {
            var before = fetched.Sum(file => file.Bytes);
            var content = await new BoardFiles(link).ReadAsync(entry.Path, done => progress?.Report(new(entry.Path, before + done, total)), cancellationToken);
            var local = isFile ? into : Path.Combine([into, .. entry.Path[source.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(NameOf)]);
            LocalFiles.Write(local, content);
            fetched.Add(new(entry.Path, local, content.Length));
        }

        return fetched;
    }

    /// <summary>A name of the board's must not lead anywhere else here.</summary>
    private static string NameOf(string name) => name is "." or ".." || name.IndexOfAny(NotInNames) >= 0
        ? throw new OtaToolsException(ErrorCode.LocalFileFailed, Strings.LocalFileFailed(name, Strings.LocalNameNotPossible()))
        : name;
}
