using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;
using static OtaTools.Core.Tests.Fleet.SimulatedBoards;

namespace OtaTools.Core.Tests.Fleet;

/// <summary>Boards in the field that ask from time to time, in virtual time; all chance comes from one seed.</summary>
/// <param name="interval">Seconds between two polls of a board.</param>
/// <param name="jitter">How much longer or shorter one may be, as a part of it.</param>
/// <param name="trial">Seconds from the look at an image until the board told what became of it.</param>
internal sealed class SimulatedField(int seed, int boards, double interval, double jitter, double trial)
{
    private readonly Random chance = new(seed);
    private readonly PriorityQueue<(int Board, bool IsReport), double> events = new();

    /// <summary>Polls in each second.</summary>
    public Dictionary<int, int> PollsBySecond { get; } = [];

    public int Polls { get; private set; }

    /// <summary>Boards that began with the image, and when.</summary>
    public Dictionary<int, double> Reached { get; } = [];

    /// <summary>All boards poll for so long, from a phase of their own, and ask <paramref name="admits"/> where they do not run the image.</summary>
    /// <param name="report">A board tells what became of the image.</param>
    /// <param name="isOver">Nothing more will happen; null where the time has to pass.</param>
    public void Run(double seconds, Func<int, double, bool> admits, Action<int, double> report, Func<bool>? isOver = null)
    {
        for (var board = 0; board < boards; board++)
        {
            events.Enqueue((board, false), chance.NextDouble() * interval);
        }

        while (events.TryDequeue(out var what, out var now) && now < seconds && isOver?.Invoke() != true)
        {
            if (what.IsReport)
            {
                report(what.Board, now);
                continue;
            }

            Polls++;
            PollsBySecond[(int)now] = PollsBySecond.GetValueOrDefault((int)now) + 1;
            events.Enqueue((what.Board, false), now + interval * (1 + jitter * (2 * chance.NextDouble() - 1)));
            if (!Reached.ContainsKey(what.Board) && admits(what.Board, now))
            {
                Reached.Add(what.Board, now);
                events.Enqueue((what.Board, true), now + trial);
            }
        }
    }

    /// <summary>A rollout by our server, of an image that fails on a part of the boards.</summary>
    /// <returns>The rollout as it stands when the time is up.</returns>
    public Rollout RollOut(Rollout rollout, double seconds, double fails)
    {
        DateTimeOffset At(double now) => Start + TimeSpan.FromSeconds(now);
        var lastCheck = 0.0;
        Run(
            seconds,
            (board, now) =>
            {
                for (; lastCheck + 30 < now; lastCheck += 30)
                {
                    rollout = rollout.Check(At(lastCheck));
                }

                (rollout, var admitted) = rollout.Ask(Before(board), At(now));
                return admitted;
            },
            (board, now) => rollout = rollout.Hear(OnTrial(board), At(now)).Hear(chance.NextDouble() < fails ? Failed(board) : Updated(board), At(now)),
            () => rollout.IsStopped || rollout.Progress.Proved == boards);
        return rollout;
    }
}
