using OtaTools.Core.Fleet.Storage;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet;

/// <summary>What a person does to boards of a fleet.</summary>
public sealed class FleetActions(BoardFleet fleet)
{
    private const int LongestName = 64;

    /// <param name="name">Null or "" takes it away.</param>
    /// <exception cref="OtaToolsException">The board is not known or tells no MAC address, or the state cannot be written.</exception>
    public async Task<IReadOnlyList<string>> NameAsync(string board, string? name, CancellationToken cancellationToken)
    {
        var macs = RequireMacs([board]);
        var given = ForeignText.Printable((name ?? "").Trim(), LongestName);
        await fleet.ChangeAsync(
            said => said with { Names = given.Length == 0 ? said.Names.RemoveRange(macs) : said.Names.SetItem(macs[0], given) }, cancellationToken);
        return macs;
    }

    /// <param name="boards">Ids or names.</param>
    /// <exception cref="OtaToolsException">As for <see cref="NameAsync"/>.</exception>
    public async Task<IReadOnlyList<string>> HoldAsync(IEnumerable<string> boards, bool hold, CancellationToken cancellationToken)
    {
        var macs = RequireMacs(boards);
        await fleet.ChangeAsync(
            said => said with { Held = hold ? said.Held.Union(macs) : said.Held.Except(macs), Orders = hold ? said.Orders.RemoveRange(macs) : said.Orders }, cancellationToken);
        return macs;
    }

    /// <param name="boards">Ids or names.</param>
    /// <exception cref="OtaToolsException">A board is not known, or the state cannot be written.</exception>
    public async Task<IReadOnlyList<string>> ForgetAsync(IEnumerable<string> boards, CancellationToken cancellationToken)
    {
        var ids = fleet.Find(boards);
        await fleet.ChangeAsync(said => said.Forget(ids, fleet.Now), cancellationToken);
        return ids;
    }

    /// <summary>Lets boards have what the folder has for them, whatever a rollout or a hold says.</summary>
    /// <param name="boards">Ids or names; null means all that are outdated and not held.</param>
    /// <param name="ask">Has the board with a MAC address ask now; false where it is not attached, or busy.</param>
    /// <exception cref="OtaToolsException">As for <see cref="NameAsync"/>.</exception>
    public async Task<IReadOnlyList<OrderedBoard>> UpdateAsync(IEnumerable<string>? boards, Func<string, Task<bool>> ask, CancellationToken cancellationToken)
    {
        var wanted = boards is null ? null : RequireMacs(boards);
        var seen = (await fleet.ViewAsync(_ => null, cancellationToken)).Boards
            .Where(board => wanted is null ? board is { IsOutdated: true, IsHeld: false, Mac: not null } : wanted.Contains(board.Id)).ToList();
        var outdated = seen.Where(board => board.IsOutdated).ToList();
        if (outdated.Count > 0)
        {
            var now = fleet.Now;
            await fleet.ChangeAsync(
                said => said with { Orders = said.Orders.SetItems(outdated.Select(board => KeyValuePair.Create(board.Id, new UpdateOrder(board.Offered!.Image, now)))) },
                cancellationToken);
        }

        var done = new List<OrderedBoard>();
        foreach (var board in seen)
        {
            done.Add(!board.IsOutdated ? new(board.Id, OrderResult.NothingToDo, board.Summary)
                : board is { Downloading: null, State: not Board.OnTrial } && await ask(board.Id) ? new(board.Id, OrderResult.AskedNow, Strings.OrderAskedNow())
                : new(board.Id, OrderResult.AtNextStart, Strings.OrderAtNextStart()));
        }

        return done;
    }

    private IReadOnlyList<string> RequireMacs(IEnumerable<string> boards)
    {
        var ids = fleet.Find(boards);
        return ids.FirstOrDefault(id => !id.Contains(':')) is { } address
            ? throw new OtaToolsException(ErrorCode.BoardNotNamed, Strings.BoardTellsNoMac(address))
            : ids;
    }
}
