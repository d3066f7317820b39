using System.Text.Json;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Device.Files;

/// <summary>What became of a board's boot.py.</summary>
public enum BootPyRemoval
{
    /// <summary>There was none of ours.</summary>
    None,

    /// <summary>It was ours alone.</summary>
    Removed,

    /// <summary>The user's own is back, as it was before ours.</summary>
    Restored,

    /// <summary>The user's own calls us in lines of its own, which are the user's to take out.</summary>
    CallsUs,
}

/// <param name="Removed">Paths, and "NVS ota" for what was remembered; empty where there was nothing of ours.</param>
public sealed record RemovalOutcome(IReadOnlyList<string> Removed, BootPyRemoval BootPy);

/// <summary>Puts a board back as it was before OtaTools. main.py, ota_health.py and the firmware stay.</summary>
public sealed class Remover(DeviceSession session)
{
    private const string OnTrial = "PENDING_VERIFY";

    private static readonly BoardFunction Uninstall = new("_uninstall", "files", "forget", "wipe", "uninstall");
    private static readonly string Unhooked = BoardPath.Join(UploadPlan.StageOf(""), "boot.py");

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.DeviceImageOnTrial"/>, or the link failed; a second removal goes on.</exception>
    public Task<RemovalOutcome> RemoveAsync(TimeSpan enterTimeout, CancellationToken cancellationToken) => session.UseRawReplAsync(
        async repl =>
        {
            if ((await DeviceQueries.AskAsync(repl, cancellationToken)).State == OnTrial)
            {
                throw new OtaToolsException(ErrorCode.DeviceImageOnTrial, Strings.RemovalOnTrial());
            }

            await using var link = await BoardLink.StartAsync(repl, cancellationToken);
            var (step, bootPy) = await PrepareBootPyAsync(link, cancellationToken);
            var names = DeviceScripts.All.Select(script => script.Name).Where(name => "/" + name != BootPy.Path);
            // From here on files go: finishing is safer than stopping.
            var answer = await link.CallAsync(Uninstall, new { bootPy = step, unhooked = Unhooked, names }, CancellationToken.None);
            return new RemovalOutcome(JsonSerializer.Deserialize<string[]>(answer) ?? [], bootPy);
        },
        enterTimeout,
        cancellationToken);

    /// <returns>What server/device/snippets/uninstall.py does first, and what that comes to.</returns>
    private static async Task<(string Step, BootPyRemoval BootPy)> PrepareBootPyAsync(BoardLink link, CancellationToken cancellationToken)
    {
        var files = new BoardFiles(link);
        var entries = await files.LookAsync([BootPy.Path, BootPy.KeptAs], cancellationToken);
        if (entries[0].Kind != BoardEntryKind.File)
        {
            return ("leave", BootPyRemoval.None);
        }

        var content = await files.ReadAsync(BootPy.Path, null, cancellationToken);
        switch (BootPy.Classify(content))
        {
            case BootPyKind.Ours when entries[1].Kind == BoardEntryKind.File:
                return ("restore", BootPyRemoval.Restored);
            case BootPyKind.Ours:
                return ("remove", BootPyRemoval.Removed);
            case BootPyKind.Hooked when BootPy.Unhook(content) is { } own:
                await new FileSender(link, [new(new(BootPy.Path, own), FileChange.Changed, Unhooked)], null).SendAsync(cancellationToken);
                return ("unhook", BootPyRemoval.Restored);
            case BootPyKind.Hooked:
                return ("leave", BootPyRemoval.CallsUs);
            default:
                return ("leave", BootPyRemoval.None);
        }
    }
}
