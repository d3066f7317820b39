using OtaTools.Core.Serving;
using OtaTools.Server.Tests.Support;

namespace OtaTools.Server.Tests;

[Collection(ProcessLanguage.Name)]
public class BoardLineTests
{
    private const string Mac = "24:0a:c4:00:00:01", Image = "fedcba9876543210";

    private static readonly Board Known = new(
        Mac, Mac, "192.168.1.30", DateTimeOffset.Now, "v1.25.0", "ota_0", "VALID", "0123456789abcdef", "0.1.0", new("/OTA/x.app-bin", Image, "v1.26.0"), null, null);

    public BoardLineTests() => UserLanguage.Use("en");

    [Fact]
    public void A_new_board_says_what_it_runs_and_is_offered() =>
        BoardLine.Of(Known, null).ShouldBe($"{Known.LastSeen:HH:mm:ss} {Mac} runs v1.25.0 from ota_0 · is offered v1.26.0 (/OTA/x.app-bin)");

    [Fact]
    public void A_board_that_runs_what_it_is_offered_says_so() =>
        NewsOf(Known with { Image = Image }, null).ShouldBe("runs v1.25.0 from ota_0 · runs what it is offered (/OTA/x.app-bin)");

    [Fact]
    public void What_was_said_is_not_said_again() => BoardLine.Of(Known with { Downloading = 5, Address = "192.168.1.31" }, Known).ShouldBeNull();

    [Fact]
    public void A_trial_is_no_success() =>
        NewsOf(Known with { Version = "v1.26.0", Slot = "ota_1", State = "PENDING_VERIFY" }, Known).ShouldBe("tries v1.26.0 in ota_1: it has yet to prove itself");

    [Theory]
    [InlineData(BoardResult.Updated, "updated: v1.26.0 proved itself")]
    [InlineData(BoardResult.Refused, "refused v1.26.0: too long")]
    [InlineData(BoardResult.Failed, "did not get v1.26.0: too long")]
    [InlineData(BoardResult.RolledBack, "rolled back, v1.26.0 did not prove itself: too long")]
    [InlineData(BoardResult.LeftAlone, "leaves v1.26.0 alone: too long")]
    public void Each_outcome_in_plain_words(BoardResult result, string sentence) =>
        NewsOf(Known with { Outcome = new(result, Image, "v1.26.0", "too long") }, Known).ShouldBe(sentence);

    [Fact]
    public void An_outcome_of_an_image_that_nobody_knows() =>
        NewsOf(Known with { Outcome = new(BoardResult.Refused, null, null, null) }, Known).ShouldBe("refused an image: no reason was given");

    [Fact]
    public void An_outcome_of_which_only_the_version_became_known_is_no_news()
    {
        var before = Known with { Outcome = new(BoardResult.Refused, Image, null, "too long") };

        BoardLine.Of(before with { Outcome = before.Outcome! with { Version = "v1.26.0" } }, before).ShouldBeNull();
    }

    [Fact]
    public void A_program_that_tells_nothing_of_itself_has_no_line() => BoardLine.Of(Known with { Mac = null, Id = "192.168.1.30" }, null).ShouldBeNull();

    [Fact]
    public void A_path_stays_harmless() => NewsOf(Known with { Offered = new("/\u001b[2J", Image, null) }, Known).ShouldBe("is offered /?[2J");

    private static string? NewsOf(Board now, Board? before) => BoardLine.Of(now, before)?.Split(Mac + " ")[1];
}
