using OtaTools.Core.Fleet.Storage;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet;

/// <summary>
/// The boards of a folder while it is served: who may have what, and the records of it. Where another process serves the
/// folder too, that one keeps the records, and no rollout lets a board through here.
/// </summary>
internal sealed class FleetKeeper : IServedFleet
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>News of boards are written soon, that they were only seen again later; a large fleet's less often.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2), Later = TimeSpan.FromSeconds(30);

    private const int Large = 1000;

    private readonly FleetRecords records;
    private readonly TimeProvider clock;
    private readonly Action<string> note;
    private readonly Action changed;
    private readonly ITimer timer;
    private readonly Lock beating = new();
    private IDisposable? keeping;
    private DateTimeOffset? newsSince, seenSince;
    private bool rolloutsMoved, isOver;

    public FleetKeeper(FleetRecords records, TimeProvider clock, Action<string> note, Action changed)
    {
        (this.records, this.clock, this.note, this.changed) = (records, clock, note, changed);
        Boards.Changed += OnChanged;
        Boards.Heard += OnHeard;
        lock (beating)
        {
            TryKeep();
        }

        records.Refresh();
        timer = clock.CreateTimer(_ => OnBeat(), null, Beat, Beat);
    }

    public BoardRegister Boards => records.Boards;

    /// <summary>What people said a moment ago counts already.</summary>
    public bool Admits(Board board, BoardOffer image) => Try(() => records.Refresh()) && records.Rollouts.Admits(board, image, records.IsKeeper, seen => Try(() => records.SaveRollouts(seen)));

    public async Task OrderAsync(string mac, string image, CancellationToken cancellationToken)
    {
        try
        {
            await records.ChangeAsync(said => said with { Orders = said.Orders.SetItem(mac, new UpdateOrder(image, clock.GetUtcNow())) }, cancellationToken);
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.FleetStateUnwritable && !records.Policy.Held.Contains(mac) && records.Rollouts.All.Count == 0)
        {
            note(e.Message); // nothing holds the board back: it gets the image without an order too
        }
    }

    /// <summary>What time brings: other processes' changes, boards that are silent for too long, records that are due.</summary>
    internal void OnBeat()
    {
        if (!beating.TryEnter())
        {
            return; // the one before writes still
        }

        try
        {
            if (isOver)
            {
                return;
            }

            if (keeping is null)
            {
                TryKeep();
            }

            var isNew = false;
            Try(() =>
            {
                records.Refresh();
                isNew = records.IsKeeper && records.Rollouts.Check();
            });
            rolloutsMoved |= isNew;
            var now = clock.GetUtcNow();
            var soon = Boards.Count > Large ? Soon * 5 : Soon;
            if (rolloutsMoved || now - newsSince >= soon || now - seenSince >= Later)
            {
                Save();
            }

            if (isNew)
            {
                changed();
            }
        }
        finally
        {
            beating.Exit();
        }
    }

    public ValueTask DisposeAsync()
    {
        timer.Dispose();
        Boards.Changed -= OnChanged;
        Boards.Heard -= OnHeard;
        lock (beating)
        {
            isOver = true;
            Save();
            records.StopKeeping();
            keeping?.Dispose();
            keeping = null;
        }

        return default;
    }

    private void TryKeep()
    {
        if (Try(() => keeping = records.TryKeep()) && keeping is null)
        {
            note(Strings.FleetKeptElsewhere(records.Root));
        }
    }

    private void Save()
    {
        if (!records.IsKeeper)
        {
            return;
        }

        if (newsSince is not null || seenSince is not null)
        {
            newsSince = seenSince = null;
            Try(records.SaveBoards);
        }

        rolloutsMoved = false;
        Try(() => records.Rollouts.Keep(records.SaveRollouts));
    }

    private void OnChanged(Board now, Board? before)
    {
        newsSince ??= clock.GetUtcNow();
        changed();
    }

    private void OnHeard(Board board)
    {
        seenSince ??= clock.GetUtcNow();
        if (records.IsKeeper && records.Rollouts.Hear(board))
        {
            rolloutsMoved = true;
            changed();
        }
    }

    /// <summary>Serving goes on without its records, whatever keeps them from being kept: an exception of a timer would end the process.</summary>
    private bool Try(Action keep)
    {
        try
        {
            keep();
            return true;
        }
        catch (Exception e)
        {
            note(e is OtaToolsException ? e.Message : e.ToString());
            return false;
        }
    }
}
