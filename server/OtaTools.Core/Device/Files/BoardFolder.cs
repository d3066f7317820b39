using System.Text.Json;
using OtaTools.Core.Device.RawRepl;
using OtaTools.Core.Device.RawRepl.Link;

namespace OtaTools.Core.Device.Files;

/// <param name="Size">Bytes; 0 for a folder.</param>
public sealed record BoardListing(string Path, long Size, bool Folder);

/// <param name="Count">Files and folders that went with it, itself among them.</param>
public sealed record BoardRemoval(string Path, int Count);

/// <summary>What people do with the files on a board: list, read, remove.</summary>
public sealed class BoardFolder(DeviceSession session)
{
    private const int Tries = 3;
    private const string NoEntry = "ENOENT";

    private static readonly BoardFunction List = new("_list", "list");
    private static readonly BoardFunction Removes = new("_removes", "remove");

    /// <summary>What is in a folder, or the file itself.</summary>
    /// <param name="recursive">Also what is in its folders, each behind its own folder.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.BoardFileNotFound"/>, or a link failure.</exception>
    public Task<IReadOnlyList<BoardListing>> ListAsync(string path, bool recursive, TimeSpan enterTimeout, CancellationToken cancellationToken)
    {
        var folder = BoardPath.Parse(path);
        return session.UseLinkAsync(link => ListAsync(link, folder, recursive, cancellationToken), enterTimeout, cancellationToken);
    }

    /// <summary>A file's content, compared with the hash that the board computes.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.BoardFileNotFound"/>, or a link failure.</exception>
    public Task<byte[]> ReadAsync(string path, IProgress<UploadProgress>? progress, TimeSpan enterTimeout, CancellationToken cancellationToken)
    {
        var file = BoardPath.ParseFile(path);
        return session.UseLinkAsync(
            link => new BoardFiles(link).ReadAsync(file, done => progress?.Report(new(file, done, done)), cancellationToken), enterTimeout, cancellationToken);
    }

    /// <summary>Removes files, and folders with all that is in them; none of them where one cannot be.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.BoardFileNotFound"/>, <see cref="ErrorCode.BoardPathInvalid"/>, or a link failure.</exception>
    public Task<IReadOnlyList<BoardRemoval>> RemoveAsync(IReadOnlyList<string> paths, bool recursive, TimeSpan enterTimeout, CancellationToken cancellationToken)
    {
        var parsed = paths.Select(BoardPath.Parse).Distinct().ToList();
        return parsed.Contains("/")
            ? throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardRootNotRemoved())
            : session.UseLinkAsync(link => RemoveAsync(link, parsed, recursive, cancellationToken), enterTimeout, cancellationToken);
    }

    internal static async Task<IReadOnlyList<BoardListing>> ListAsync(BoardLink link, string folder, bool recursive, CancellationToken cancellationToken)
    {
        var listing = new List<BoardListing>();
        try
        {
            while (true)
            {
                var answer = await link.CallAsync(List, new { path = folder == "/" ? "" : folder, recursive, skip = listing.Count }, cancellationToken);
                var some = JsonSerializer.Deserialize<JsonElement[][]>(answer) ?? [];
                if (some.Length == 0)
                {
                    return listing;
                }

                listing.AddRange(some.Select(entry => new BoardListing(entry[0].GetString()!, Math.Max(0, entry[1].GetInt64()), entry[1].GetInt64() < 0)));
            }
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.DevicePython && e.Evidence?.Contains(NoEntry, StringComparison.Ordinal) == true)
        {
            throw new OtaToolsException(ErrorCode.BoardFileNotFound, Strings.BoardFileNotFound(folder), e);
        }
    }

    private static async Task<IReadOnlyList<BoardRemoval>> RemoveAsync(BoardLink link, List<string> paths, bool recursive, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // What has begun to go is seen through.
                var answer = await link.CallOnceAsync(Removes, BoardJson.Serialize(new { paths, recursive, again = attempt > 1 }), CancellationToken.None);
                cancellationToken.ThrowIfCancellationRequested();
                return Removed(paths, JsonSerializer.Deserialize<Removal>(answer, JsonSerializerOptions.Web)!);
            }
            catch (LinkLostException e)
            {
                if (attempt == Tries)
                {
                    throw BoardLink.Failure(e);
                }
            }
        }
    }

    private static IReadOnlyList<BoardRemoval> Removed(List<string> paths, Removal removal) => removal switch
    {
        { Folder: { } folder } => throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardFolderNotRemoved(folder)),
        { Missing: { } missing } => throw new OtaToolsException(ErrorCode.BoardFileNotFound, Strings.BoardFileNotFound(missing)),
        _ => [.. paths.Zip(removal.Counts ?? [], (path, count) => new BoardRemoval(path, count))],
    };

    private sealed record Removal(string? Folder, string? Missing, int[]? Counts);
}
