using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;
using static OtaTools.Core.Tests.Fleet.SimulatedBoards;

namespace OtaTools.Core.Tests.Fleet;

/// <summary>Whatever boards, people and clocks do, in whatever order.</summary>
public class RolloutPropertyTests
{
    private const int Boards = 12;

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(Environment.GetEnvironmentVariable("OTATOOLS_SWEEP") == "1" ? 20_000 : 400);

    private enum What
    {
        Ask,
        Trial,
        Updated,
        RolledBack,
        Refused,
        Elsewhere,
        Pause,
        Resume,
        TimeOn,
        TimeBack,
        Restart,
    }

    [Fact]
    public void What_a_rollout_promises_holds_after_any_history()
    {
        var steps = Gen.Choose(0, (int)What.Restart).Zip(Gen.Choose(0, Boards - 1)).Select(pair => ((What)pair.Item1, Board: pair.Item2)).ListOf();
        var worlds = steps.Zip(Gen.Choose(1, 4).Zip(Gen.Choose(1, 3)));
        Check.One(Thorough, Prop.ForAll(worlds.ToArbitrary(), world => Hold(world.Item1, world.Item2.Item1, world.Item2.Item2)));
    }

    private static void Hold(IEnumerable<(What What, int Board)> steps, int first, int stopAfter)
    {
        var rollout = Rollout(first, stopAfter.ToString());
        var now = Start;
        foreach (var (what, number) in steps)
        {
            var before = rollout;
            var admitted = false;
            switch (what)
            {
                case What.Ask:
                    (rollout, admitted) = rollout.Hear(Before(number), now).Ask(Before(number), now);
                    break;
                case What.Pause:
                case What.Resume:
                    rollout = rollout with { Order = rollout.Order with { IsPaused = what == What.Pause } };
                    break;
                case What.TimeOn:
                case What.TimeBack:
                    now += TimeSpan.FromMinutes(what == What.TimeOn ? number : -number * 10);
                    rollout = rollout.Check(now);
                    break;
                case What.Restart:
                    var kept = new RolloutProgress(rollout.Progress.Boards, rollout.Progress.IsOpen, rollout.Progress.Stop, rollout.Progress.Checked);
                    (kept.Proved, kept.Failed).ShouldBe((rollout.Progress.Proved, rollout.Progress.Failed), "counts follow from the boards");
                    rollout = rollout with { Progress = kept };
                    break;
                default:
                    rollout = rollout.Hear(BoardAfter(what, number), now);
                    break;
            }

            Judge(before, rollout, admitted, number);
        }
    }

    private static void Judge(Rollout before, Rollout now, bool admitted, int number)
    {
        var (was, progress) = (before.Progress, now.Progress);
        was.Boards.Keys.ShouldBeSubsetOf(progress.Boards.Keys, "who was let through stays counted, and once");
        (!was.IsOpen || progress.IsOpen).ShouldBeTrue("what is open stays open");
        (!before.IsStopped || now.IsStopped && !admitted).ShouldBeTrue("stopped, it lets nobody through");
        progress.InFlight.ShouldBe(progress.Boards.Values.Count(board => board.Verdict == RolloutVerdict.InFlight));
        if (!progress.IsOpen)
        {
            progress.Boards.Count.ShouldBeLessThanOrEqualTo(now.Plan.First);
        }

        if (progress.Boards.Count > was.Boards.Count)
        {
            admitted.ShouldBeTrue();
            progress.Boards.ShouldContainKey(MacOf(number));
            before.Order.IsPaused.ShouldBeFalse();
            was.InFlight.ShouldBeLessThan(Math.Max(now.Plan.First, 2 * was.Proved));
        }

        (progress.Failed > 0 && progress.Failed >= now.Threshold && !now.IsStopped).ShouldBeFalse("too many failures stop it");
    }

    private static Board BoardAfter(What what, int number) => what switch
    {
        What.Trial => OnTrial(number),
        What.Updated => Updated(number),
        What.RolledBack => Failed(number),
        What.Refused => Failed(number, BoardResult.Refused, "too long"),
        _ => Before(number) with { Image = "1111111111111111" },
    };
}
