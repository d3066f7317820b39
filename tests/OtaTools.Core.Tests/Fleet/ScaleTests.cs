using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using OtaTools.Core.Fleet.Rollouts;
using static OtaTools.Core.Tests.Fleet.SimulatedBoards;

namespace OtaTools.Core.Tests.Fleet;

/// <summary>The formulas of server/device/SCALE.md, on 10,000 boards in virtual time.</summary>
public class ScaleTests
{
    private const int Boards = 10_000, Day = 86_400;

    private static readonly int Samples = Environment.GetEnvironmentVariable("OTATOOLS_SWEEP") == "1" ? 200 : 12;

    [Theory]
    [InlineData(3600, 0.1)]
    [InlineData(6 * 3600, 0.25)]
    public void Polls_of_a_day_and_of_its_busiest_second(double interval, double jitter)
    {
        var field = new SimulatedField(seed: 1, Boards, interval, jitter, trial: 60);

        field.Run(Day, (_, _) => false, (_, _) => { });

        ((double)field.Polls).ShouldBe(Boards * Day / interval, tolerance: 0.01 * Boards * Day / interval);
        var mean = Boards / interval;
        field.PollsBySecond.Values.Max().ShouldBeLessThanOrEqualTo((int)Math.Ceiling(mean + 7 * Math.Sqrt(mean) + 5));
    }

    [Theory]
    [InlineData(3600, 0.1)]
    [InlineData(3600, 0.5)]
    public void A_release_for_all_has_reached_all_after_one_longest_interval(double interval, double jitter)
    {
        var field = new SimulatedField(seed: 2, Boards, interval, jitter, trial: 60);
        const double Published = 20_000;

        field.Run(Published + 2 * interval, (_, now) => now >= Published, (_, _) => { });

        field.Reached.Count.ShouldBe(Boards);
        var last = field.Reached.Values.Max() - Published;
        last.ShouldBeInRange(0.9 * interval, interval * (1 + jitter));
    }

    [Theory]
    [InlineData(100, 900)]
    [InlineData(100, 7200)]
    [InlineData(1000, 1800)]
    public void A_bad_release_without_a_server_of_ours_reaches_its_share_of_those_that_poll_before_it_is_withdrawn(int share, double reaction)
    {
        const double Interval = 3600, Published = 10_000;
        var field = new SimulatedField(seed: 3, Boards, Interval, jitter: 0.1, trial: 60);
        var image = SHA256.HashData("bad"u8);

        field.Run(Published + Interval * 3, (board, now) => now >= Published && now < Published + reaction && TurnOf(board, image) < share, (_, _) => { });

        var expected = Boards * (share / 10_000.0) * Math.Min(1, reaction / Interval);
        ((double)field.Reached.Count).ShouldBe(expected, tolerance: 4 * Math.Sqrt(expected));
    }

    [Fact]
    public void A_larger_share_only_adds_boards_and_each_release_has_other_first_boards()
    {
        byte[] first = SHA256.HashData("1"u8), second = SHA256.HashData("2"u8);
        var numbers = Enumerable.Range(0, Boards).ToList();

        ((double)numbers.Count(board => TurnOf(board, first) < 500)).ShouldBe(500, tolerance: 4 * Math.Sqrt(500));
        numbers.Where(board => TurnOf(board, first) < 500).ShouldBeSubsetOf(numbers.Where(board => TurnOf(board, first) < 1000));
        numbers.Count(board => TurnOf(board, first) < 500 && TurnOf(board, second) < 500).ShouldBeLessThan(60, "5 % of 5 % by chance");
    }

    [Theory]
    [InlineData(5, "5%")]
    [InlineData(100, "5%")]
    public void A_firmware_that_fails_on_all_reaches_the_first_wave_at_most(int first, string stopAfter)
    {
        var field = new SimulatedField(seed: 4, Boards, interval: 3600, jitter: 0.1, trial: 90);

        var rollout = field.RollOut(Rollout(first, stopAfter), Day, fails: 1);

        rollout.IsStopped.ShouldBeTrue();
        field.Reached.Count.ShouldBeLessThanOrEqualTo(first);
    }

    [Theory]
    [InlineData(0.1, 20)]
    [InlineData(0.3, 20)]
    [InlineData(0.05, 10)]
    public void A_firmware_that_fails_on_some_reaches_what_the_formula_says_before_it_stops(double fails, int threshold)
    {
        const double Interval = 3600, Trial = 90;
        var reached = Enumerable.Range(0, Samples).Select(seed =>
        {
            var field = new SimulatedField(seed, Boards, Interval, jitter: 0.1, Trial);
            field.RollOut(Rollout(10, threshold.ToString(CultureInfo.InvariantCulture)), Day, fails).IsStopped.ShouldBeTrue();
            return field.Reached.Count;
        }).Average();

        var judged = threshold / fails;
        var flying = Math.Min(2 * (1 - fails) * judged, Boards * Trial / Interval);
        reached.ShouldBeInRange(0.85 * judged, 1.1 * (judged + flying));
    }

    [Fact]
    public void A_good_firmware_reaches_all_in_little_more_than_one_interval()
    {
        const double Interval = 3600, Trial = 90;
        var field = new SimulatedField(seed: 5, Boards, Interval, jitter: 0.1, Trial);

        var rollout = field.RollOut(Rollout(10), 6 * Interval, fails: 0);

        (rollout.Progress.Proved, rollout.IsStopped).ShouldBe((Boards, false));
        // Each wave is three times all before it: some waves of one trial each, then every board at its next poll.
        field.Reached.Values.Max().ShouldBeLessThan(Interval * 2.1 + Trial * Math.Log(Boards / 10.0, 3));
    }

    /// <summary>As a board decides (RELEASES.md).</summary>
    private static uint TurnOf(int board, byte[] image) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Convert.FromHexString(MacOf(board).Replace(":", "", StringComparison.Ordinal)), .. image])) % 10_000;
}
