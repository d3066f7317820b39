using Microsoft.VisualStudio.LanguageServer.Protocol;
using OtaTools.Core;
using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Server.Lsp;

namespace OtaTools.Server.Features.Fleet;

/// <summary>Tells the client of one folder's fleet: only what differs from what it was told, in pages, and no faster than it takes them.</summary>
/// <param name="fleet">Whose boards are told of; null while there is none.</param>
internal sealed class FleetFeed(Func<BoardFleet?> fleet, AttachedBoards attached, ClientNotifications client) : IAsyncDisposable
{
    private const int PageBoards = 200;

    /// <summary>Between two looks, and where nothing announces itself: files of the folder, and what other processes write.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250), Look = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource stopped = new();
    private readonly SemaphoreSlim changed = new(0, 1), looking = new(1, 1);
    private readonly Lock waking = new();
    private readonly Dictionary<string, FleetBoard> told = new(StringComparer.Ordinal);
    private (int Outdated, string Rollouts) toldBeside;
    private string? toldRoot;
    private BoardFleet? followed;
    private Task telling = Task.CompletedTask;
    private bool begun;
    private string? failure;

    /// <summary>All as of now; what changes afterwards is told.</summary>
    public async Task<FleetState> BeginAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            var state = await LookAsync(cancellationToken);
            told.Clear();
            Remember(state, state.Boards);
            if (!begun)
            {
                begun = true;
                telling = Task.Run(TellAsync, CancellationToken.None);
            }

            return state;
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Something may be seen that was not before.</summary>
    public void Wake()
    {
        lock (waking)
        {
            if (!stopped.IsCancellationRequested && changed.CurrentCount == 0)
            {
                changed.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await telling;
        Follow(null);
        lock (waking)
        {
            changed.Dispose();
        }

        looking.Dispose();
        stopped.Dispose();
    }

    private async Task TellAsync()
    {
        try
        {
            while (true)
            {
                await changed.WaitAsync(Look, stopped.Token);
                await looking.WaitAsync(stopped.Token);
                try
                {
                    await TellAsync(await LookAsync(stopped.Token));
                    failure = null;
                }
                catch (Exception e) when (!stopped.IsCancellationRequested)
                {
                    Log(e); // a folder may go away while it is looked at; the next look tells
                }
                finally
                {
                    looking.Release();
                }

                await Task.Delay(Pause, stopped.Token);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    /// <summary>Once, however often it fails.</summary>
    private void Log(Exception e)
    {
        var what = e is OtaToolsException ? e.Message : e.ToString();
        if (what != failure)
        {
            failure = what;
            client.Log(MessageType.Warning, what);
        }
    }

    private async Task TellAsync(FleetState state)
    {
        var isOther = state.Root != toldRoot;
        if (isOther)
        {
            told.Clear();
        }

        var present = state.Boards.Select(board => board.Id).ToHashSet(StringComparer.Ordinal);
        var removed = told.Keys.Where(id => !present.Contains(id)).ToList();
        var pages = state.Boards.Where(board => !told.TryGetValue(board.Id, out var before) || before != board).Chunk(PageBoards).ToList();
        if (pages.Count == 0 && (isOther || removed.Count > 0 || toldBeside != Beside(state)))
        {
            pages.Add([]);
        }

        removed.ForEach(id => told.Remove(id));
        for (var i = 0; i < pages.Count; i++)
        {
            Remember(state, pages[i]);
            await client.SendAsync(
                IFleetRpc.Changed, new FleetChange(state.Root, isOther && i == 0, pages[i], i == 0 ? removed : [], state.Outdated, state.Rollouts)).WaitAsync(stopped.Token);
        }
    }

    private async Task<FleetState> LookAsync(CancellationToken cancellationToken)
    {
        var now = fleet();
        Follow(now);
        if (now is null)
        {
            return new FleetState(null, [], 0, []);
        }

        var seen = await now.ViewAsync(attached.DeviceOf, cancellationToken);
        return new FleetState(now.Root, seen.Boards, seen.Outdated, seen.Rollouts);
    }

    private void Follow(BoardFleet? next)
    {
        if (next != followed)
        {
            followed?.Changed -= Wake;
            followed = next;
            followed?.Changed += Wake;
        }
    }

    private void Remember(FleetState state, IEnumerable<FleetBoard> boards)
    {
        (toldRoot, toldBeside) = (state.Root, Beside(state));
        foreach (var board in boards)
        {
            told[board.Id] = board;
        }
    }

    /// <summary>Lists are compared by what they hold.</summary>
    private static (int, string) Beside(FleetState state) =>
        (state.Outdated, string.Join('\n', state.Rollouts.SelectMany(one => new object[] { one with { Failures = Array.Empty<RolloutFailure>() } }.Concat(one.Failures))));
}
