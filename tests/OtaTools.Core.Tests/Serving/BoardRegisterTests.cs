using OtaTools.Core.Serving;

namespace OtaTools.Core.Tests.Serving;

public class BoardRegisterTests
{
    private const string Mac = "24:0a:c4:00:00:01", Address = "192.168.1.30", Old = "0123456789abcdef", New = "fedcba9876543210";

    private static readonly BoardOffer Offer = new("/OTA/x.app-bin", New, "v1.26.0");
    private static readonly BoardHeaders Before = new(Mac, "v1.25.0", "ota_0", "VALID", Old, "0.1.0", null);
    private static readonly BoardHeaders Trial = Before with { Version = "v1.26.0", Slot = "ota_1", State = "PENDING_VERIFY", Image = New };
    private static readonly BoardHeaders After = Trial with { State = "VALID" };

    private readonly Clock clock = new();
    private readonly BoardRegister register;
    private readonly List<(Board Now, Board? Before)> changes = [];

    public BoardRegisterTests()
    {
        register = new(clock);
        register.Changed += (now, before) => changes.Add((now, before));
    }

    [Fact]
    public void A_board_is_known_by_what_it_tells()
    {
        register.Seen(Before, Address, Offer);

        register.Boards.ShouldHaveSingleItem().ShouldBe(
            new Board(Mac, Mac, Address, clock.Now, "v1.25.0", "ota_0", "VALID", Old, "0.1.0", Offer, null, null));
        changes.ShouldHaveSingleItem().Before.ShouldBeNull();
    }

    [Fact]
    public void Being_seen_again_is_no_change_but_remembered()
    {
        register.Seen(Before, Address, Offer);
        clock.Now += TimeSpan.FromHours(1);

        register.Seen(Before, Address, Offer);

        changes.Count.ShouldBe(1);
        register.Boards.ShouldHaveSingleItem().LastSeen.ShouldBe(clock.Now);
    }

    [Fact]
    public void A_board_with_another_address_is_the_same_board()
    {
        register.Seen(Before, Address, Offer);
        register.Seen(Before, "192.168.1.31", null);

        register.Boards.ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.Address.ShouldBe("192.168.1.31"), b => b.Offered.ShouldBe(Offer));
    }

    [Fact]
    public void Who_tells_nothing_is_a_board_only_where_it_takes_an_image()
    {
        var nobody = new BoardHeaders(null, null, null, null, null, null, null);

        register.Seen(nobody, Address, null);
        register.Boards.ShouldBeEmpty();

        register.Seen(nobody, Address, Offer);
        register.Boards.ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.Id.ShouldBe(Address), b => b.Mac.ShouldBeNull());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_board_that_runs_for_good_what_it_was_offered_was_updated_though_it_says_no_outcome(bool seenOnTrial)
    {
        register.Seen(Before, Address, Offer);
        if (seenOnTrial)
        {
            register.Seen(Trial, Address, Offer);
            register.Boards[0].Outcome.ShouldBeNull("it may go back yet");
        }

        register.Seen(After, Address, Offer);

        register.Boards[0].Outcome.ShouldBe(new BoardOutcome(BoardResult.Updated, New, "v1.26.0", null));
    }

    [Fact]
    public void A_board_that_ran_the_offered_image_all_the_time_was_not_updated()
    {
        register.Seen(After, Address, null);
        register.Seen(After, Address, Offer);

        register.Boards[0].Outcome.ShouldBeNull();
    }

    [Fact]
    public void An_outcome_that_is_said_at_every_request_is_one()
    {
        var told = Before with { Outcome = new(BoardResult.RolledBack, New, null, "Wi-Fi 'home': no answer") };
        register.Seen(Before, Address, Offer);

        register.Seen(told, Address, Offer);
        register.Seen(told, Address, null);
        register.Seen(told, Address, Offer);

        changes.Count.ShouldBe(2);
        changes[1].Now.Outcome.ShouldBe(new BoardOutcome(BoardResult.RolledBack, New, "v1.26.0", "Wi-Fi 'home': no answer"));
    }

    [Fact]
    public void The_version_of_what_was_tried_is_remembered_when_something_else_is_offered()
    {
        var told = Before with { Outcome = new(BoardResult.Refused, New, null, "too long") };
        register.Seen(told, Address, Offer);

        register.Seen(told, Address, new BoardOffer("/y.app-bin", "00000000000000aa", "v1.27.0"));

        register.Boards[0].Outcome!.Version.ShouldBe("v1.26.0");
    }

    [Fact]
    public void A_download_is_told_at_its_begin_and_end_and_known_by_percent_between()
    {
        register.Seen(Before, Address, Offer);
        foreach (var bytes in new[] { 0, 10_000, 50_000 })
        {
            register.Transferred(Download(1) with { BytesSent = bytes });
        }

        register.Boards[0].Downloading.ShouldBe(50);
        register.Transferred(Download(1) with { BytesSent = 100_000, State = TransferState.Done });

        changes.Select(c => c.Now.Downloading).ShouldBe([null, 0, null]);
    }

    [Fact]
    public void The_end_of_an_earlier_download_does_not_end_the_one_that_runs()
    {
        register.Seen(Before, Address, Offer);
        register.Transferred(Download(1));
        register.Transferred(Download(2) with { BytesSent = 30_000 });

        register.Transferred(Download(1) with { State = TransferState.BrokenOff });

        register.Boards[0].Downloading.ShouldBe(30);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(0)]
    public void The_first_block_a_manifest_and_an_answer_without_a_body_are_no_download(long bytes)
    {
        register.Seen(Before, Address, Offer);

        register.Transferred(Download(1) with { BytesTotal = bytes });

        register.Boards[0].Downloading.ShouldBeNull();
    }

    [Fact]
    public void Of_more_than_10_000_the_one_not_seen_for_longest_goes()
    {
        for (var i = 0; i <= 10_000; i++)
        {
            clock.Now += TimeSpan.FromSeconds(1);
            register.Seen(Before with { Mac = $"24:0a:c4:00:{i >> 8:x2}:{i & 255:x2}" }, Address, Offer);
            register.Seen(Before with { Mac = "24:0a:c4:00:00:00" }, Address, Offer);
        }

        register.Boards.Count.ShouldBe(10_000);
        register.Boards.ShouldContain(b => b.Id == "24:0a:c4:00:00:00");
        register.Boards.ShouldNotContain(b => b.Id == "24:0a:c4:00:00:01");
    }

    private static Transfer Download(long id) =>
        new(id, DateTimeOffset.UnixEpoch, Mac, Address, "GET", Offer.Path, 200, 0, 100_000, TransferState.Running, "v1.25.0", null);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
