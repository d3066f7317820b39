using System.Text;
using System.Text.Json;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Device.Files;

/// <param name="Done">Bytes of file content that the board has.</param>
/// <param name="Total">Bytes of file content to send.</param>
public sealed record UploadProgress(string Path, int Done, int Total);

/// <summary>
/// Puts the device scripts and the configuration on a board. What replaces something is written under a temporary name;
/// everything is proved by the SHA-256 that the board computes from the written file, and only then the names change. A break
/// at any point before leaves the old files in place, and nothing that would start new ones.
/// </summary>
public sealed class Uploader(DeviceSession session)
{
    private static readonly TimeSpan DiscardTime = TimeSpan.FromSeconds(2);

    /// <summary>For one rename: littlefs writes its folder anew, on a flash that may be old and nearly full.</summary>
    private static readonly TimeSpan RenameTime = TimeSpan.FromSeconds(10);

    /// <returns>One outcome a file, /ota.json among them where there is something to configure.</returns>
    /// <exception cref="OtaToolsException">
    /// <see cref="ErrorCode.BootPyForeign"/> before anything is written; a link or file-system failure with the old files in place.
    /// </exception>
    public Task<IReadOnlyList<FileOutcome>> UploadScriptsAsync(
        BoardConfiguration configuration,
        ForeignBootPy foreign,
        IProgress<UploadProgress>? progress,
        TimeSpan enterTimeout,
        CancellationToken cancellationToken) =>
        session.UseRawReplAsync<IReadOnlyList<FileOutcome>>(
            async repl =>
            {
                var link = await BoardLink.LoadAsync(repl, ["files", "configure"], cancellationToken);
                var files = new BoardFiles(link);
                var (plan, keep) = await PlanAsync(files, foreign, cancellationToken);
                var written = new List<string>();
                IReadOnlyList<FileOutcome> configured;
                try
                {
                    await WriteAsync(files, plan, written, progress, cancellationToken);
                    configured = await ConfigureAsync(link, configuration, written, cancellationToken);
                }
                catch (Exception e) when (e is OperationCanceledException or OtaToolsException)
                {
                    await DiscardAsync(repl, link, plan);
                    throw;
                }

                await CommitAsync(link, written, plan.ToWrite.Any(), keep, cancellationToken);
                return
                [
                    .. plan.Files.Select(f => new FileOutcome(f.File.Path, f.Change, f.File.Content.Length)),
                    .. configured,
                ];
            },
            enterTimeout,
            cancellationToken);

    private static async Task<(UploadPlan Plan, bool KeepOld)> PlanAsync(BoardFiles files, ForeignBootPy foreign, CancellationToken cancellationToken)
    {
        var wanted = DeviceScripts.All.Select(script => new BoardFile(script.Path, script.Content)).ToList();
        var hashes = await files.HashAsync(wanted.Select(f => f.Path), cancellationToken);
        var last = wanted.Count - 1; // boot.py
        var (bootPy, keep) = hashes[last] is null || hashes[last] == wanted[last].Hash
            ? (wanted[last], false)
            : await DecideBootPyAsync(files, wanted[last], foreign, cancellationToken);
        return (UploadPlan.Make(bootPy is null ? wanted[..last] : [.. wanted[..last], bootPy], hashes), keep);
    }

    private static async Task<(BoardFile? File, bool KeepOld)> DecideBootPyAsync(
        BoardFiles files, BoardFile ours, ForeignBootPy foreign, CancellationToken cancellationToken)
    {
        var own = await files.ReadAsync(BootPy.Path, cancellationToken);
        return (BootPy.Classify(own), foreign) switch
        {
            (BootPyKind.Empty or BootPyKind.Ours, _) => (ours, false),
            (BootPyKind.Hooked, not ForeignBootPy.Replace) => (null, false),
            (_, ForeignBootPy.Replace) => (ours, true),
            (_, ForeignBootPy.Hook) => (new BoardFile(BootPy.Path, BootPy.Hook(own)), false),
            (_, ForeignBootPy.Keep) => (null, false),
            _ => throw new OtaToolsException(ErrorCode.BootPyForeign, Strings.BootPyForeign()),
        };
    }

    private static async Task WriteAsync(
        BoardFiles files, UploadPlan plan, List<string> written, IProgress<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        var total = plan.ToWrite.Sum(write => write.File.Content.Length);
        var before = 0;
        foreach (var (file, path) in plan.ToWrite)
        {
            await files.WriteAsync(file, path, part => progress?.Report(new(file.Path, before + (int)(part * file.Content.Length), total)), cancellationToken);
            before += file.Content.Length;
            if (path != file.Path)
            {
                written.Add(file.Path);
            }
        }
    }

    private static async Task<IReadOnlyList<FileOutcome>> ConfigureAsync(
        BoardLink link, BoardConfiguration configuration, List<string> written, CancellationToken cancellationToken)
    {
        var keys = configuration.ToKeys();
        if (keys.Count == 0)
        {
            return [];
        }

        var answer = await link.CallAsync(
            "_configure",
            new { path = BoardConfiguration.Path, temporary = BoardFile.TemporaryOf(BoardConfiguration.Path), set = keys },
            [],
            null,
            cancellationToken);
        var change = answer.Trim() switch
        {
            "0" => FileChange.Unchanged,
            "1" => FileChange.New,
            _ => FileChange.Changed,
        };
        if (change != FileChange.Unchanged)
        {
            // First in its place: a boot.py that finds ota.py finds its configuration too, wherever a plug is pulled.
            written.Insert(0, BoardConfiguration.Path);
        }

        return [new FileOutcome(BoardConfiguration.Path, change, Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(keys)))];
    }

    /// <summary>Removes what was written under temporary names: it may be half, fill the flash, or hold a password.</summary>
    private static async Task DiscardAsync(RawReplSession repl, BoardLink link, UploadPlan plan)
    {
        using var limit = new CancellationTokenSource(DiscardTime);
        var paths = plan.ToWrite.Select(write => write.Path).Append(BoardFile.TemporaryOf(BoardConfiguration.Path)).ToArray();
        try
        {
            await repl.StopAsync(limit.Token);
            await link.CallAsync("_discard", paths, [], null, limit.Token);
        }
        catch (Exception e) when (e is OtaToolsException or EndOfStreamException or OperationCanceledException)
        {
            // The failure that brought us here is the one to report; the next upload writes over what is left.
        }
    }

    private static Task<string> CommitAsync(BoardLink link, List<string> written, bool scripts, bool keepBootPy, CancellationToken cancellationToken) =>
        written.Count == 0 && !scripts
            ? Task.FromResult("")
            : link.CallAsync(
                "_commit",
                new
                {
                    keep = keepBootPy ? new[] { new[] { BootPy.Path, BootPy.KeptAs } } : [],
                    // Scripts by cable end what an update of them over the air has begun.
                    scripts,
                    move = written.Select(path => new[] { BoardFile.TemporaryOf(path), path }),
                },
                [],
                null,
                // From here on the names change: finishing is safer than stopping.
                CancellationToken.None,
                RenameTime * (written.Count + 1));
}
