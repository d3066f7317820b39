using System.Text;
using System.Text.Json;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Device.Files;

/// <param name="Done">Bytes of file content that the board has.</param>
/// <param name="Total">Bytes of file content to send.</param>
public sealed record UploadProgress(string Path, int Done, int Total);

/// <summary>
/// Puts files on a board. What replaces something is written under a temporary name; everything is proved by the SHA-256 that
/// the board computes from the written file, and only then the names change. A break at any point before leaves the old files
/// in place, and nothing that would start new ones.
/// </summary>
public sealed class Uploader(DeviceSession session)
{
    private static readonly TimeSpan DiscardTime = TimeSpan.FromSeconds(5);
    private static readonly BoardFunction Configure = new("_configure", "files", "put", "configure");
    private static readonly string ConfigurationStage = BoardPath.Join(UploadPlan.StageOf(""), "ota.json");

    /// <summary>Puts any files on a board, and makes the folders that they need.</summary>
    /// <returns>One outcome a file.</returns>
    /// <exception cref="OtaToolsException">A path, link or file-system failure with the old files in place.</exception>
    public Task<IReadOnlyList<FileOutcome>> PutAsync(
        IReadOnlyList<BoardFile> wanted, IProgress<UploadProgress>? progress, TimeSpan enterTimeout, CancellationToken cancellationToken) =>
        session.UseLinkAsync(
            async link =>
            {
                var files = new BoardFiles(link);
                var plan = UploadPlan.Make(wanted, await files.PlanAsync(UploadPlan.PathsOf(wanted), cancellationToken));
                return await WriteAsync(
                    link,
                    plan,
                    progress,
                    () => Task.FromResult<IReadOnlyList<FileOutcome>>([]),
                    moves => files.CommitAsync(moves, plan.NewFolders, plan.Stages, CancellationToken.None),
                    cancellationToken);
            },
            enterTimeout,
            cancellationToken);

    /// <summary>Puts the device scripts and the configuration on a board.</summary>
    /// <param name="learn">Asks the board what it is as well: it is interrupted anyway.</param>
    /// <returns>One outcome a file, /ota.json among them where there is something to configure.</returns>
    /// <exception cref="OtaToolsException">
    /// <see cref="ErrorCode.BootPyForeign"/> before anything is written; a link or file-system failure with the old files in place.
    /// </exception>
    public Task<IReadOnlyList<FileOutcome>> UploadScriptsAsync(
        BoardConfiguration configuration,
        ForeignBootPy foreign,
        IProgress<UploadProgress>? progress,
        TimeSpan enterTimeout,
        CancellationToken cancellationToken,
        bool learn = false) =>
        session.UseRawReplAsync(
            async repl =>
            {
                var outcomes = await repl.UseLinkAsync(link => PutScriptsAsync(link, configuration, foreign, progress, cancellationToken), cancellationToken);
                if (learn)
                {
                    await LearnAsync(repl, cancellationToken);
                }

                return outcomes;
            },
            enterTimeout,
            cancellationToken);

    private static async Task<IReadOnlyList<FileOutcome>> PutScriptsAsync(
        BoardLink link, BoardConfiguration configuration, ForeignBootPy foreign, IProgress<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        var files = new BoardFiles(link);
        var (plan, keepOld) = await PlanScriptsAsync(files, foreign, cancellationToken);
        return await WriteAsync(
            link,
            plan,
            progress,
            () => ConfigureAsync(link, configuration, cancellationToken),
            async moves =>
            {
                if (plan.ToWrite.Any())
                {
                    // Scripts by cable end what an update of them over the air has begun.
                    await files.ForgetAsync(CancellationToken.None);
                }

                var kept = moves.Where(move => keepOld && move.To == BootPy.Path).Select(_ => new FileMove(BootPy.Path, BootPy.KeptAs));
                // boot.py is the last of them.
                await files.CommitAsync([.. moves.SkipLast(1), .. kept, .. moves.TakeLast(1)], plan.NewFolders, plan.Stages, CancellationToken.None);
            },
            cancellationToken);
    }

    /// <summary>The upload is done, whatever becomes of this.</summary>
    private async Task LearnAsync(RawReplSession repl, CancellationToken cancellationToken)
    {
        try
        {
            session.Learn((await DeviceQueries.AskAsync(repl, cancellationToken)).ToFacts());
        }
        catch (Exception e) when (e is OtaToolsException or OperationCanceledException)
        {
            // Nothing is known of this board then, as before.
        }
    }

    /// <summary>Writes what is to be written, and whatever else, and puts all of it into its place; or leaves nothing behind.</summary>
    private static async Task<IReadOnlyList<FileOutcome>> WriteAsync(
        BoardLink link,
        UploadPlan plan,
        IProgress<UploadProgress>? progress,
        Func<Task<IReadOnlyList<FileOutcome>>> configureAsync,
        Func<IReadOnlyList<FileMove>, Task> commitAsync,
        CancellationToken cancellationToken)
    {
        List<FileMove> moves;
        IReadOnlyList<FileOutcome> configured;
        var inPlace = plan.ToWrite.Where(f => !f.IsMoved).Select(f => f.File.Path);
        try
        {
            await new FileSender(link, [.. plan.ToWrite], progress).SendAsync(cancellationToken);
            configured = await configureAsync();
            // The configuration first: a boot.py that finds ota.py finds it too, wherever a plug is pulled.
            moves =
            [
                .. configured.Where(file => file.Change != FileChange.Unchanged).Select(file => new FileMove(ConfigurationStage, file.Path)),
                .. plan.ToWrite.Where(f => f.IsMoved).Select(f => new FileMove(f.Written, f.File.Path)),
            ];
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception e) when (e is OperationCanceledException or OtaToolsException)
        {
            await DiscardAsync(link, [.. plan.Stages, .. inPlace]);
            throw;
        }

        try
        {
            if (moves.Count > 0 || plan.ToWrite.Any())
            {
                // From here on the names change: finishing is safer than stopping.
                await commitAsync(moves);
            }
        }
        catch (OtaToolsException)
        {
            await DiscardAsync(link, plan.Stages);
            throw;
        }

        return [.. plan.Files.Select(f => new FileOutcome(f.File.Path, f.Change, f.File.Content.Length)), .. configured];
    }

    private static async Task<(UploadPlan Plan, bool KeepOld)> PlanScriptsAsync(BoardFiles files, ForeignBootPy foreign, CancellationToken cancellationToken)
    {
        var wanted = DeviceScripts.All.Select(script => new BoardFile(script.Path, script.Content)).ToList();
        var state = await files.PlanAsync(UploadPlan.PathsOf(wanted), cancellationToken);
        var ours = wanted[^1]; // boot.py
        var entry = state.Entries[ours.Path];
        var (bootPy, keep) = entry.Kind != BoardEntryKind.File || entry.Hash == ours.Hash
            ? (ours, false)
            : await DecideBootPyAsync(files, ours, foreign, cancellationToken);
        BoardFile[] some = bootPy is null ? [.. wanted[..^1]] : [.. wanted[..^1], bootPy];
        return (UploadPlan.Make(some, state, inPlace: file => file.Path != BootPy.Path), keep);
    }

    private static async Task<(BoardFile? File, bool KeepOld)> DecideBootPyAsync(
        BoardFiles files, BoardFile ours, ForeignBootPy foreign, CancellationToken cancellationToken)
    {
        var own = await files.ReadAsync(BootPy.Path, null, cancellationToken);
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

    private static async Task<IReadOnlyList<FileOutcome>> ConfigureAsync(BoardLink link, BoardConfiguration configuration, CancellationToken cancellationToken)
    {
        var keys = configuration.ToKeys();
        if (keys.Count == 0)
        {
            return [];
        }

        var answer = await link.CallAsync(Configure, new { path = BoardConfiguration.Path, temporary = ConfigurationStage, set = keys }, cancellationToken);
        var change = Encoding.ASCII.GetString(answer) switch
        {
            "0" => FileChange.Unchanged,
            "1" => FileChange.New,
            _ => FileChange.Changed,
        };
        return [new FileOutcome(BoardConfiguration.Path, change, Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(keys)))];
    }

    /// <summary>Removes what was written and is not in its place: it may be half, fill the flash, or hold a password.</summary>
    private static async Task DiscardAsync(BoardLink link, IReadOnlyList<string> paths)
    {
        using var limit = new CancellationTokenSource(DiscardTime);
        try
        {
            await new BoardFiles(link).WipeAsync(paths, limit.Token);
        }
        catch (Exception e) when (e is OtaToolsException or EndOfStreamException or OperationCanceledException)
        {
            // The failure that brought us here is the one to report; the next upload removes what is left.
        }
    }
}
