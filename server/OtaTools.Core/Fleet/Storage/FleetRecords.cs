using System.Security.Cryptography;
using System.Text;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet.Storage;

/// <summary>
/// All that is known of the boards of one folder, in memory and in its files. What people say may be changed by any process; what was
/// seen is written by the one that keeps the records, which is the first that serves the folder.
/// </summary>
internal sealed class FleetRecords
{
    private const string PolicyLock = "policy.lock";

    private readonly Lock filing = new();
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly StateFile<FleetPolicy> policyFile;
    private readonly StateFile<SeenBoards> boardsFile;
    private readonly StateFile<SeenRollouts> rolloutsFile;
    private bool isRead;

    /// <param name="note">A sentence for a log.</param>
    public FleetRecords(string root, TimeProvider clock, Action<string> note)
    {
        Root = root;
        this.clock = clock;
        folder = Path.Combine(StateFolder.Root, "fleet", KeyOf(root, IgnoresCase));
        Policy = FleetPolicy.Empty(root);
        Boards = new BoardRegister(clock);
        Rollouts = new RolloutBook(clock);
        policyFile = new(Path.Combine(folder, "policy.json"), FleetPolicy.CurrentSchema, Policy, note);
        boardsFile = new(Path.Combine(folder, "boards.json"), SeenBoards.CurrentSchema, new(SeenBoards.CurrentSchema, root, []), note);
        rolloutsFile = new(Path.Combine(folder, "rollouts.json"), SeenRollouts.CurrentSchema, SeenRollouts.Empty, note);
    }

    /// <summary>One folder, however it is spelt: editors write c:\, terminals C:\.</summary>
    public static bool IgnoresCase { get; } = OperatingSystem.IsWindows();

    public string Root { get; }

    public BoardRegister Boards { get; }

    public RolloutBook Rollouts { get; }

    public FleetPolicy Policy { get; private set; }

    public bool IsKeeper { get; private set; }

    /// <summary>Held by the process that keeps the records; null where another one has it.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public IDisposable? TryKeep()
    {
        var kept = StateLock.TryTake(Path.Combine(folder, "serving.lock"));
        if (kept is not null)
        {
            lock (filing)
            {
                Boards.Recall(boardsFile.Read(isOwner: true).Boards); // what another process saw last
                using var alone = TryLockPolicy();
                Policy = policyFile.Read(isOwner: alone is not null);
                Rollouts.Follow(Policy, rolloutsFile.Read(isOwner: true), recall: true);
                ForgetWhatIsForgotten();
                isRead = true;
                IsKeeper = true;
            }
        }

        return kept;
    }

    public void StopKeeping()
    {
        lock (filing)
        {
            IsKeeper = false;
        }
    }

    /// <summary>Takes in what other processes wrote meanwhile.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Refresh()
    {
        lock (filing)
        {
            var isNew = !isRead || policyFile.HasChanged();
            if (isNew)
            {
                Policy = policyFile.Read(isOwner: false);
            }

            if (!IsKeeper && (!isRead || boardsFile.HasChanged() || rolloutsFile.HasChanged()))
            {
                Boards.Recall(boardsFile.Read(isOwner: false).Boards);
                Rollouts.Follow(Policy, rolloutsFile.Read(isOwner: false), recall: true);
                isNew = true;
            }
            else if (isNew)
            {
                Rollouts.Follow(Policy, SeenRollouts.Empty, recall: false);
            }

            isRead = true;
            if (isNew)
            {
                ForgetWhatIsForgotten();
            }

            return isNew;
        }
    }

    /// <summary>Changes what people say, whichever process they say it to.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public async Task<FleetPolicy> ChangeAsync(Func<FleetPolicy, FleetPolicy> change, CancellationToken cancellationToken)
    {
        using var alone = await StateLock.TakeAsync(Path.Combine(folder, PolicyLock), cancellationToken);
        lock (filing)
        {
            Refresh();
            var now = change(policyFile.Read(isOwner: true)) with { Root = Root };
            policyFile.Write(now, durable: true);
            Policy = now;
            Rollouts.Follow(now, SeenRollouts.Empty, recall: false);
            ForgetWhatIsForgotten();
            return now;
        }
    }

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public void SaveBoards()
    {
        var seen = new SeenBoards(SeenBoards.CurrentSchema, Root, [.. Boards.Boards.Select(board => board with { Downloading = null })]);
        lock (filing)
        {
            boardsFile.Write(seen, durable: false);
        }
    }

    /// <summary>Called while a board waits; no other lock is taken.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public void SaveRollouts(SeenRollouts seen) => rolloutsFile.Write(seen, durable: false);

    /// <summary>A damaged policy is set aside, and said, before boards ask; not while somebody writes it.</summary>
    private FileStream? TryLockPolicy()
    {
        try
        {
            return StateLock.TryTake(Path.Combine(folder, PolicyLock));
        }
        catch (OtaToolsException)
        {
            return null; // it is another person's: it is read alone
        }
    }

    /// <summary>The name of the folder of these records.</summary>
    internal static string KeyOf(string root, bool ignoreCase) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ignoreCase ? root.ToUpperInvariant() : root)).AsSpan(0, 8));

    private void ForgetWhatIsForgotten()
    {
        if (Policy.Forgotten.Count > 0)
        {
            Boards.Forget(Boards.Boards.Where(board => Policy.Forgotten.TryGetValue(board.Id, out var at) && board.LastSeen <= at).Select(board => board.Id));
        }
    }
}
