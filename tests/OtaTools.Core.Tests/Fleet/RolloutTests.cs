using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;
using static OtaTools.Core.Tests.Fleet.SimulatedBoards;

namespace OtaTools.Core.Tests.Fleet;

public class RolloutTests
{
    private Rollout rollout = Rollout(first: 2);
    private DateTimeOffset now = Start;

    [Fact]
    public void The_first_boards_that_ask_get_it_and_the_others_wait()
    {
        Ask(1).ShouldBeTrue();
        Ask(2).ShouldBeTrue();
        Ask(3).ShouldBeFalse();
        Ask(1).ShouldBeTrue("it asks for more of what it began");
        rollout.Progress.Boards.Count.ShouldBe(2);
    }

    [Fact]
    public void The_rest_follows_when_the_first_proved_themselves_twice_as_many_at_a_time()
    {
        Prove(1);
        Ask(2);
        Ask(3).ShouldBeFalse("the second has not proved itself yet");

        Prove(2);

        Enumerable.Range(3, 6).Select(number => Ask(number)).ShouldBe([true, true, true, true, false, false]);
        Prove(3);
        Enumerable.Range(7, 3).Select(number => Ask(number)).ShouldBe([true, true, true], "three proved themselves, three are on their way");
    }

    [Theory]
    [InlineData(BoardResult.Refused)]
    [InlineData(BoardResult.Failed)]
    [InlineData(BoardResult.RolledBack)]
    [InlineData(BoardResult.LeftAlone)]
    public void Failures_stop_it_for_good(BoardResult result)
    {
        Ask(1);
        Hear(Failed(1, result));

        rollout.Progress.Stop.ShouldBe(new(RolloutEnd.TooManyFailed, 1, 1, now));
        Ask(2).ShouldBeFalse();
        Ask(1).ShouldBeFalse();
        Hear(Updated(1));
        rollout.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public void What_a_board_told_of_the_image_before_is_no_news()
    {
        Ask(Failed(1)).ShouldBeTrue();
        Hear(Failed(1));
        rollout.Progress.Failed.ShouldBe(0);

        Hear(OnTrial(1) with { Outcome = Failed(1).Outcome });
        Hear(Failed(1));

        rollout.Progress.Failed.ShouldBe(1, "it was seen on trial since");
    }

    [Fact]
    public void A_board_that_comes_back_with_another_image_changes_nothing()
    {
        Ask(1);

        Hear(Before(1) with { Image = "1111111111111111", Outcome = new(BoardResult.Updated, "1111111111111111", null, null) });

        rollout.Progress.ShouldSatisfyAllConditions(p => p.InFlight.ShouldBe(1), p => p.Failed.ShouldBe(0));
        Prove(1);
        Hear(Before(1) with { Image = "1111111111111111" });
        rollout.Progress.Proved.ShouldBe(1);
    }

    [Fact]
    public void Who_is_silent_for_too_long_has_failed_unless_it_speaks_yet()
    {
        rollout = Rollout(first: 2, stopAfter: "2");
        Ask(1);
        Wait(minutes: 16);
        rollout.Progress.Boards[MacOf(1)].Failure.ShouldBe(RolloutFailureKind.Silent);
        rollout.IsStopped.ShouldBeFalse();

        Hear(Updated(1));

        rollout.Progress.ShouldSatisfyAllConditions(p => p.Failed.ShouldBe(0), p => p.Proved.ShouldBe(1));
    }

    [Fact]
    public void A_download_that_goes_on_is_not_silent()
    {
        Ask(1);
        for (var i = 0; i < 4; i++)
        {
            Wait(minutes: 10);
            Hear(Before(1) with { Downloading = i });
        }

        rollout.Progress.InFlight.ShouldBe(1);
    }

    [Theory]
    [InlineData(60 * 8)]
    [InlineData(-60 * 8)]
    public void While_this_computer_slept_or_its_clock_was_set_nobody_could_be_heard(int minutes)
    {
        Ask(1);

        now += TimeSpan.FromMinutes(minutes);
        rollout = rollout.Check(now);
        Wait(minutes: 14);
        rollout.Progress.Failed.ShouldBe(0);

        Wait(minutes: 2);
        rollout.Progress.Failed.ShouldBe(1);
    }

    [Fact]
    public void A_board_that_never_comes_to_an_end_fails()
    {
        for (var i = 0; i < 11; i++)
        {
            Ask(1);
        }

        rollout.Progress.Boards[MacOf(1)].Failure.ShouldBe(RolloutFailureKind.Unfinished);
    }

    [Fact]
    public void Where_none_of_the_first_proves_itself_it_stops_whatever_the_threshold()
    {
        rollout = Rollout(first: 2, stopAfter: "9");
        Ask(1);
        Ask(2);
        Hear(Failed(1));
        Hear(Failed(2));

        rollout.Progress.Stop!.Why.ShouldBe(RolloutEnd.NoneProved);
    }

    [Fact]
    public void A_board_that_leaves_the_image_alone_takes_nobody_s_place()
    {
        Ask(Failed(1, BoardResult.LeftAlone)).ShouldBeFalse();

        rollout.Progress.Boards.ShouldBeEmpty();
    }

    [Fact]
    public void A_board_that_does_not_tell_what_it_runs_is_not_among_the_first()
    {
        Ask(Before(9) with { Image = null }).ShouldBeFalse();
        Prove(1);
        Prove(2);
        Ask(Before(9) with { Image = null }).ShouldBeTrue();
    }

    [Fact]
    public void Paused_it_lets_nobody_further_through_and_what_has_begun_goes_on()
    {
        Ask(1);
        rollout = rollout with { Order = rollout.Order with { IsPaused = true } };

        Ask(2).ShouldBeFalse();
        Ask(1).ShouldBeTrue();

        rollout = rollout with { Order = rollout.Order with { IsPaused = false } };
        Ask(2).ShouldBeTrue();
    }

    [Theory]
    [InlineData("5", 5, false)]
    [InlineData(" 10% ", 10, true)]
    [InlineData("100 %", 100, true)]
    [InlineData("0", null, false)]
    [InlineData("101%", null, false)]
    [InlineData("-1", null, false)]
    [InlineData("", null, false)]
    [InlineData("%", null, false)]
    [InlineData("1.5", null, false)]
    [InlineData("99999999999", null, false)]
    public void Amounts_are_numbers_or_percentages(string text, int? number, bool isPercent) =>
        Amount.Parse(text).ShouldBe(number is { } known ? new Amount(known, isPercent) : null);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(1000, 100)]
    public void A_percentage_is_rounded_up(int all, int share) => new Amount(10, true).Of(all).ShouldBe(share);

    private bool Ask(int number) => Ask(Before(number));

    private bool Ask(Board board)
    {
        (rollout, var admitted) = rollout.Hear(board, now).Ask(board, now);
        return admitted;
    }

    private void Hear(Board board) => rollout = rollout.Hear(board, now);

    private void Prove(int number)
    {
        Ask(number);
        Hear(OnTrial(number));
        Hear(Updated(number));
    }

    private void Wait(int minutes)
    {
        for (var i = 0; i < minutes * 2; i++)
        {
            now += TimeSpan.FromSeconds(30);
            rollout = rollout.Check(now);
        }
    }
}
