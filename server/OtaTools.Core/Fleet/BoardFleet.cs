using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Fleet.Storage;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet;

/// <summary>The boards that asked one folder for firmware, whoever serves it.</summary>
public sealed class BoardFleet
{
    private readonly TimeProvider clock;
    private readonly FleetRecords records;
    private readonly FolderImages images;
    private readonly Lock serving = new();
    private FleetKeeper? keeper;
    private int servers;

    internal BoardFleet(string root, TimeProvider clock, Action<string> note)
    {
        this.clock = clock;
        Noted = new FleetNotes(clock, note).Say;
        records = new FleetRecords(root, clock, Noted);
        images = new FolderImages(root);
    }

    public string Root => records.Root;

    /// <summary>Something may be seen that was not before. Called from any thread; it must not block.</summary>
    public event Action? Changed;

    private Action<string> Noted { get; }

    /// <summary>For one server of the folder; with the last of them the records are written and let go of.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public IServedFleet Serve()
    {
        _ = new FirmwareFolder(Root); // of a folder that is missing nothing is kept
        lock (serving)
        {
            keeper ??= new FleetKeeper(records, clock, Noted, RaiseChanged);
            servers++;
            return new Lease(this, keeper);
        }
    }

    /// <param name="attachedTo">The open device at whose end the board with a MAC address is.</param>
    public async Task<FleetSnapshot> ViewAsync(Func<string, string?> attachedTo, CancellationToken cancellationToken)
    {
        records.Refresh();
        var boards = records.Boards.Boards;
        var policy = records.Policy;
        var rollouts = records.Rollouts.All;
        var current = await images.AtAsync(boards.Select(board => board.Offered?.Path).OfType<string>(), cancellationToken);
        return FleetView.Of(boards, current, policy, rollouts, attachedTo);
    }

    /// <param name="boards">Ids, or names that were given.</param>
    /// <returns>Their ids.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.BoardUnknown"/></exception>
    public IReadOnlyList<string> Find(IEnumerable<string> boards)
    {
        records.Refresh();
        var known = records.Boards.Boards.Select(board => board.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. boards.Select(board => known.TryGetValue(board, out var id) ? id
                : records.Policy.Names.Where(named => named.Value == board && known.Contains(named.Key)).Select(named => named.Key).ToList() is [var only] ? only
                : throw new OtaToolsException(ErrorCode.BoardUnknown, Strings.BoardUnknown(ForeignText.Printable(board, 64)))).Distinct(),
        ];
    }

    /// <summary>Changes what people say.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    internal async Task<FleetPolicy> ChangeAsync(Func<FleetPolicy, FleetPolicy> change, CancellationToken cancellationToken)
    {
        var policy = await records.ChangeAsync(change, cancellationToken);
        RaiseChanged();
        return policy;
    }

    internal FleetPolicy Policy => records.Policy;

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal Task<BoardOffer?> ImageAtAsync(string path, CancellationToken cancellationToken) => images.AtAsync(path, cancellationToken);

    private void RaiseChanged() => Changed?.Invoke();

    private async ValueTask EndAsync()
    {
        FleetKeeper? last = null;
        lock (serving)
        {
            if (--servers == 0)
            {
                last = keeper;
                keeper = null;
            }
        }

        if (last is not null)
        {
            await last.DisposeAsync();
        }
    }

    /// <summary>One server's part in the keeper.</summary>
    private sealed class Lease(BoardFleet fleet, FleetKeeper keeper) : IServedFleet
    {
        private int ended;

        public BoardRegister Boards => keeper.Boards;

        public bool Admits(Board board, BoardOffer image) => keeper.Admits(board, image);

        public async Task OrderAsync(string mac, string image, CancellationToken cancellationToken)
        {
            await keeper.OrderAsync(mac, image, cancellationToken);
            fleet.RaiseChanged();
        }

        public ValueTask DisposeAsync() => Interlocked.Exchange(ref ended, 1) == 0 ? fleet.EndAsync() : default;
    }
}
