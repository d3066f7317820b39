using OtaTools.Core.Device.Console;
using OtaTools.Core.Updating;

namespace OtaTools.Core.Tests.Updating;

/// <summary>A chip with USB of its own takes the link with it at each reset, and what it prints until the port is open again is lost.</summary>
public class UpdateWatchGapsTests
{
    private const string Get = "[OTA] GET http://192.168.1.20:8000/x.app-bin";
    private const string New = "[BOOT] running= ota_1 fw= v1.26.0 on 2025-08-09 mac= 24:0a:c4:00:00:01";
    private const string Old = "[BOOT] running= ota_0 fw= v1.25.0 on 2025-04-15 mac= 24:0a:c4:00:00:01";
    private const string Proved = "[OTA] valid v1.26.0 on 2025-08-09 in ota_1";
    private const string Gap = "";

    private readonly UpdateWatch watch = new(1000, new("ota_0", "v1.25.0 on 2025-04-15"), new("ota_1", "v1.26.0 on 2025-08-09"));

    public static TheoryData<string[]> Updates => new(
        [Gap, "[BOOT] starting OTA in 2", "[OTA] start", Get, "[OTA] dl 1000", "[OTA] finalize: True bytes= 1000", "reset machine", Gap, "[OTA] start", Get, Proved, Gap],
        [Gap, "[OTA] start", Get, "[OTA] dl 1000", "[OTA] finalize: True bytes= 1000", Gap, New, "[OTA] start", Get, Proved, "reset machine", Gap],
        [Gap, "[OTA] start", Get, "[OTA] dl 500", Gap, Proved, Gap],
        [Gap, "[OTA] start", Get, "[OTA] finalize: True bytes= 1000", "reset machine", Gap, "[OTA] start", Get, Gap, "[OTA] start", Get, "[OTA] already running this image: nothing newer (304)"]);

    public static TheoryData<string[]> Rollbacks => new(
        [Gap, "[OTA] start", Get, "[OTA] finalize: True bytes= 1000", "reset machine", Gap, "[OTA] start", Gap, "[OTA] rolled back: it hung (1 of 3)"],
        [Gap, "[OTA] start", Get, "[OTA] finalize: True bytes= 1000", "reset machine", Gap, "[OTA] not proved yet: it hung", Gap, "[OTA] start", Get, "[OTA] dl 500"],
        [Gap, "[OTA] start", Get, "[OTA] finalize: True bytes= 1000", Gap, New, "[OTA] not proved yet: it hung", Gap, Old, "[OTA] start"]);

    [Theory]
    [MemberData(nameof(Updates))]
    public void The_outcome_is_found_where_lines_are_missing(string[] lines)
    {
        Follow(lines);

        (watch.Outcome, watch.IsOver).ShouldBe((UpdateOutcome.Updated, true));
        watch.From.ShouldBe(new RunningImage("ota_0", "v1.25.0 on 2025-04-15"));
        watch.To.ShouldBe(new RunningImage("ota_1", "v1.26.0 on 2025-08-09"));
    }

    [Theory]
    [MemberData(nameof(Rollbacks))]
    public void So_is_a_rollback(string[] lines)
    {
        var failure = Should.Throw<OtaToolsException>(() => Follow(lines));

        (failure.Code, failure.Evidence).ShouldBe((ErrorCode.UpdateRolledBack, "it hung"));
        failure.Message.ShouldContain("v1.25.0 on 2025-04-15");
    }

    [Fact]
    public void A_board_that_has_the_image_is_done_too()
    {
        Follow(Gap, "[OTA] start", Get, "[OTA] already running this image: nothing to do");

        (watch.Outcome, watch.To?.Slot).ShouldBe((UpdateOutcome.AlreadyRunning, "ota_0"));
    }

    [Fact]
    public void A_link_that_stays_away_is_not_waited_for_as_long_as_a_silent_board()
    {
        var silent = watch.Patience;

        watch.OnLost();

        watch.Patience.ShouldBeLessThan(silent);
        watch.OnBack();
        watch.Patience.ShouldBe(silent);
    }

    private void Follow(params string[] lines)
    {
        foreach (var line in lines)
        {
            if (line == Gap)
            {
                watch.OnLost();
                watch.OnBack();
            }
            else if (BootLog.Read(line) is { } what)
            {
                watch.On(what);
            }
        }
    }
}
