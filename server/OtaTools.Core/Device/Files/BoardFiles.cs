using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OtaTools.Core.Device.RawRepl;
using OtaTools.Core.Device.RawRepl.Link;

namespace OtaTools.Core.Device.Files;

/// <summary>Files on the board, through server/device/snippets.</summary>
internal sealed class BoardFiles(BoardLink link)
{
    private const int Tries = 3;
    private const int PathsAtOnce = 48;
    private const int LargestSlice = 2048, SmallestSlice = 256;

    /// <summary>For one rename: littlefs writes its folder anew, on a flash that may be old and nearly full.</summary>
    private static readonly TimeSpan RenameTime = TimeSpan.FromSeconds(10);

    private static readonly BoardFunction Looks = new("_looks", "files");
    private static readonly BoardFunction Plan = new("_plan", "files", "plan");
    private static readonly BoardFunction Wipes = new("_wipes", "wipe");
    private static readonly BoardFunction Forget = new("_forget", "forget");
    private static readonly BoardFunction Commit = new("_commit", "files", "commit");
    private static readonly BoardFunction Slice = new("_slice", "read");

    /// <summary>What is at some paths, the hash of each file computed by the board.</summary>
    public async Task<IReadOnlyList<BoardEntry>> LookAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var entries = new List<BoardEntry>();
        foreach (var some in paths.Chunk(PathsAtOnce))
        {
            entries.AddRange(EntriesOf(await link.CallAsync(Looks, some, cancellationToken)));
        }

        return entries;
    }

    /// <summary>For an upload: what is there, and how much room; what an earlier one left unfinished is removed.</summary>
    public async Task<BoardState> PlanAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var tops = paths.Select(BoardPath.TopOf).Where(top => top.Length > 0).Distinct().Prepend("");
        var answer = await link.CallAsync(Plan, new object[] { tops, paths.Take(PathsAtOnce) }, cancellationToken);
        var end = answer.AsSpan().IndexOf((byte)'\n');
        var rooms = JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(answer.AsSpan(0, end)) ?? [];
        var left = rooms.Where(room => room.Value[1].GetBoolean()).Select(room => UploadPlan.StageOf(room.Key)).ToList();
        if (left.Count > 0)
        {
            await WipeAsync(left, cancellationToken);
        }

        BoardEntry[] entries = [.. EntriesOf(answer[(end + 1)..]), .. await LookAsync(paths.Skip(PathsAtOnce), cancellationToken)];
        return new(
            paths.Zip(entries).ToDictionary(pair => pair.First, pair => pair.Second),
            rooms.ToDictionary(room => room.Key, room => room.Value[0].GetInt64()));
    }

    /// <summary>A file's content, the same that the board hashes.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.BoardFileNotFound"/>, or it changed under the reading.</exception>
    public async Task<byte[]> ReadAsync(string path, Action<int>? read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var entry = (await LookAsync([path], cancellationToken))[0];
            if (entry.Kind != BoardEntryKind.File)
            {
                throw entry.Kind == BoardEntryKind.None
                    ? new OtaToolsException(ErrorCode.BoardFileNotFound, Strings.BoardFileNotFound(path))
                    : new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardPathIsFolder(path));
            }

            var content = await ReadOnceAsync(path, read, cancellationToken);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) == entry.Hash)
            {
                return content;
            }

            if (attempt == Tries)
            {
                throw new OtaToolsException(ErrorCode.DeviceProtocol, Strings.ReadFileDiffers(path, Tries));
            }
        }
    }

    /// <summary>Puts files into their places, one after the other; the board is asked what is left to be done where the link breaks in between.</summary>
    /// <param name="folders">To be made first.</param>
    /// <param name="stages">Folders to be removed behind it.</param>
    public async Task CommitAsync(IReadOnlyList<FileMove> moves, IReadOnlyList<string> folders, IReadOnlyList<string> stages, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await link.CallOnceAsync(
                    Commit,
                    BoardJson.Serialize(new object[] { folders, moves.Select(move => new[] { move.From, move.To }), stages }),
                    cancellationToken,
                    RenameTime * (moves.Count + 1));
                return;
            }
            catch (LinkLostException) when (attempt < Tries)
            {
                moves = await LeftAsync(moves, cancellationToken);
            }
            catch (LinkLostException e)
            {
                throw BoardLink.Failure(e);
            }
        }
    }

    /// <summary>Ends what an update of the scripts over the air has begun.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => link.CallAsync(Forget, ReadOnlyMemory<byte>.Empty, cancellationToken);

    /// <summary>Files, and folders with all that is in them; nothing happens where there is none.</summary>
    public Task WipeAsync(IEnumerable<string> paths, CancellationToken cancellationToken) => link.CallAsync(Wipes, paths.ToArray(), cancellationToken);

    /// <summary>They are done in their order: the last whose file is not there any more, and all before it, are done.</summary>
    private async Task<IReadOnlyList<FileMove>> LeftAsync(IReadOnlyList<FileMove> moves, CancellationToken cancellationToken)
    {
        var sources = (await LookAsync(moves.Select(move => move.From), cancellationToken)).ToList();
        return [.. moves.Skip(sources.FindLastIndex(source => source.Kind == BoardEntryKind.None) + 1)];
    }

    private async Task<byte[]> ReadOnceAsync(string path, Action<int>? read, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var size = LargestSlice;
        while (true)
        {
            var before = link.Repeats;
            var slice = await link.CallAsync(Slice, new { path, from = content.Length, size }, cancellationToken);
            content.Write(slice);
            read?.Invoke((int)content.Length);
            if (slice.Length < size)
            {
                return content.ToArray();
            }

            // An answer is one frame: the longer it is, the more likely some of it is damaged.
            size = link.Repeats == before ? Math.Min(2 * size, LargestSlice) : Math.Max(size / 2, SmallestSlice);
        }
    }

    private static List<BoardEntry> EntriesOf(byte[] answer)
    {
        var entries = new List<BoardEntry>();
        for (var at = 0; at < answer.Length; at++)
        {
            switch (answer[at])
            {
                case 0:
                    entries.Add(new(BoardEntryKind.None));
                    break;
                case 1:
                    entries.Add(new(BoardEntryKind.File, Convert.ToHexStringLower(answer.AsSpan(at + 1, SHA256.HashSizeInBytes))));
                    at += SHA256.HashSizeInBytes;
                    break;
                default:
                    entries.Add(new(BoardEntryKind.Folder));
                    break;
            }
        }

        return entries;
    }
}

/// <summary>A rename, which replaces what is there.</summary>
internal sealed record FileMove(string From, string To);
