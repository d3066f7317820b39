namespace OtaTools.Core.Serving;

/// <summary>The boards that asked this process for firmware: what they run, what they were offered, what became of it.</summary>
public sealed class BoardRegister(TimeProvider clock)
{
    /// <summary>Above this the one that was not seen for longest goes: whoever can send requests can invent boards.</summary>
    private const int Most = 10_000;

    /// <summary>Manifests, and the first block, by which a board decides, are no downloads to speak of.</summary>
    private const int Little = 4096;

    private readonly Dictionary<string, Entry> boards = new(StringComparer.Ordinal);
    private readonly Lock changing = new();

    /// <summary>
    /// A board as it is now, and as it was (null: not known before). Raised for differences only: not for being seen
    /// again, a signal that is a little stronger, nor for each percent of a download. Called from the server's threads in the order of the changes; it must not block.
    /// </summary>
    public event Action<Board, Board?>? Changed;

    /// <summary>A board asked for anything, or took some more of its download. Called as <see cref="Changed"/> is.</summary>
    internal event Action<Board>? Heard;

    /// <summary>As of now, by their <see cref="Board.Id"/>.</summary>
    public IReadOnlyList<Board> Boards
    {
        get
        {
            lock (changing)
            {
                return [.. boards.Values.Select(b => b.Board).OrderBy(b => b.Id, StringComparer.Ordinal)];
            }
        }
    }

    internal int Count
    {
        get
        {
            lock (changing)
            {
                return boards.Count;
            }
        }
    }

    /// <summary>What was known of boards at another time; of one that is known already the later word counts.</summary>
    internal void Recall(IEnumerable<Board> known)
    {
        lock (changing)
        {
            foreach (var board in known)
            {
                var before = boards.GetValueOrDefault(board.Id)?.Board;
                if (before is null || before.LastSeen < board.LastSeen)
                {
                    Put(board with { Downloading = before?.Downloading }, before);
                }
            }
        }
    }

    /// <returns>Those of the boards that were known.</returns>
    internal IReadOnlyList<string> Forget(IEnumerable<string> ids)
    {
        lock (changing)
        {
            return [.. ids.Where(boards.Remove)];
        }
    }

    /// <summary>A request came.</summary>
    /// <param name="offer">The image that it asked for, in whatever form; null where it was none that is offered.</param>
    /// <returns>The board as it is known now; null where it was none.</returns>
    internal Board? Seen(BoardHeaders told, string address, BoardOffer? offer)
    {
        lock (changing)
        {
            var id = told.Mac ?? address;
            var before = boards.GetValueOrDefault(id)?.Board;
            if (before is null && told.Mac is null && offer is null)
            {
                return null; // a browser, a port scanner
            }

            var now = (before ?? new Board(id, told.Mac, address, default, null, null, null, null, null, null, null, null)) with
            {
                Address = address,
                LastSeen = clock.GetUtcNow(),
            };
            now = now with
            {
                Version = told.Version ?? now.Version,
                Slot = told.Slot ?? now.Slot,
                State = told.State ?? now.State,
                Image = told.Image ?? now.Image,
                Scripts = told.Scripts ?? now.Scripts,
                Offered = offer ?? now.Offered,
                Chip = told.Chip ?? now.Chip,
                Rssi = told.Rssi ?? now.Rssi,
            };
            now = now with { Outcome = OutcomeOf(told.Outcome, before, now) };
            Put(now, before);
            Heard?.Invoke(now);
            return now;
        }
    }

    /// <summary>A download began, went on or ended.</summary>
    internal void Transferred(Transfer transfer)
    {
        lock (changing)
        {
            if (!boards.TryGetValue(transfer.Board, out var entry))
            {
                return;
            }

            var runs = transfer is { State: TransferState.Running, BytesTotal: > Little };
            if (runs || entry.Transfer == transfer.Id)
            {
                entry.Transfer = runs ? transfer.Id : 0;
                var percent = runs ? (int?)(transfer.BytesSent * 100 / transfer.BytesTotal) : null;
                Put(entry.Board with { Downloading = percent, LastSeen = clock.GetUtcNow() }, entry.Board);
                Heard?.Invoke(entry.Board);
            }
        }
    }

    /// <summary>
    /// What the board says; else it was updated where it now runs for good what it was offered, and was seen before
    /// running something else, or the same on trial.
    /// </summary>
    private static BoardOutcome? OutcomeOf(BoardOutcome? told, Board? before, Board now)
    {
        if (told is not null)
        {
            return told with { Version = VersionOf(told.Image, now) };
        }

        var switched = before is { Image: not null, HasOffer: false } && before.Offered?.Image == now.Image && now.HasOffer;
        return switched ? new(BoardResult.Updated, now.Image, VersionOf(now.Image, now), null) : now.Outcome;
    }

    private static string? VersionOf(string? image, Board board) =>
        image is null ? null
        : image == board.Offered?.Image ? board.Offered.Version
        : image == board.Image ? board.Version
        : image == board.Outcome?.Image ? board.Outcome.Version
        : null;

    private void Put(Board now, Board? before)
    {
        if (!boards.TryGetValue(now.Id, out var entry))
        {
            if (boards.Count >= Most)
            {
                boards.Remove(boards.Values.MinBy(b => b.Board.LastSeen)!.Board.Id);
            }

            boards[now.Id] = entry = new() { Board = now };
        }

        entry.Board = now;
        if (before is null || Essence(now) != Essence(before))
        {
            Changed?.Invoke(now, before);
        }
    }

    private static Board Essence(Board board) => board with { LastSeen = default, Rssi = null, Downloading = board.Downloading is null ? null : 0 };

    private sealed class Entry
    {
        public required Board Board { get; set; }

        /// <summary>The download that runs; 0 for none.</summary>
        public long Transfer { get; set; }
    }
}
