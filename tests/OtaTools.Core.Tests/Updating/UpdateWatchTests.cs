using OtaTools.Core.Device.Console;
using OtaTools.Core.Updating;

namespace OtaTools.Core.Tests.Updating;

public class UpdateWatchTests
{
    private const string Old = "[BOOT] running= ota_0 fw= v1.25.0 on 2025-04-15 mac= 24:0a:c4:00:00:01";
    private const string New = "[BOOT] running= ota_1 fw= v1.26.0 on 2025-08-09 mac= 24:0a:c4:00:00:01";
    private const string Get = "[OTA] GET http://192.168.1.20:8000/x.app-bin";
    private const string Failed = "[BOOT][ERR] Wi-Fi 'home': no answer, status 1001";
    private const string GoingBack = "[OTA] this image could not prove itself: going back to the one before";
    private const string Proved = "[OTA] valid v1.26.0 on 2025-08-09 in ota_1";

    private static readonly string[] ToTheTrial = [Old, Get, "[OTA] dl 500", "[OTA] dl 1000", "[OTA] finalize: True bytes= 1000", "reset machine", New];

    private readonly UpdateWatch watch = new(imageLength: 1000);

    [Fact]
    public void An_update_ends_when_the_new_image_has_proved_itself()
    {
        Follow([.. ToTheTrial, "[OTA] start", Get]);
        watch.Outcome.ShouldBeNull("it runs, but is not proved");

        Follow(Proved);

        watch.Outcome.ShouldBe(UpdateOutcome.Updated);
        watch.IsOver.ShouldBeFalse("it resets once more, to be rid of its watchdog");
        watch.From.ShouldBe(new RunningImage("ota_0", "v1.25.0 on 2025-04-15"));
        watch.To.ShouldBe(new RunningImage("ota_1", "v1.26.0 on 2025-08-09"));
        (watch.Mac, watch.Boots).ShouldBe(("24:0a:c4:00:00:01", 2));
    }

    [Fact]
    public void It_is_over_when_the_board_has_started_once_more()
    {
        Follow([.. ToTheTrial, Proved]);
        var unwilling = watch.Patience;

        Follow("reset machine");
        watch.Patience.ShouldBeGreaterThan(unwilling, "a reset that began comes to its end");
        Follow(New);

        (watch.IsOver, watch.Outcome, watch.Boots).ShouldBe((true, UpdateOutcome.Updated, 3));
    }

    [Fact]
    public void A_trial_may_be_silent_until_its_deadline()
    {
        Follow(Old, Get);
        watch.Patience.ShouldBeLessThan(TimeSpan.FromSeconds(120));

        Follow([.. ToTheTrial[2..], Failed]);

        watch.Patience.ShouldBeGreaterThan(TimeSpan.FromSeconds(120 + 30), "120 s, a watchdog that bites a little later, and the boot");
    }

    [Fact]
    public void The_stages_are_shown_in_their_order()
    {
        Follow([.. ToTheTrial, Get, Proved]).Select(p => (p.Stage, p.Percent)).ShouldBe(
        [
            (UpdateStage.Joining, null),
            (UpdateStage.Downloading, 0),
            (UpdateStage.Downloading, 50),
            (UpdateStage.Downloading, 100),
            (UpdateStage.Verifying, null),
            (UpdateStage.Restarting, null),
            (UpdateStage.Proving, null),
        ]);
    }

    [Theory]
    [InlineData("[OTA] already running this image: nothing to do")]
    [InlineData("[OTA] already running this image: nothing newer (304)")]
    public void A_board_that_runs_the_image_already_is_done(string line)
    {
        Follow(Old, Get, line);

        watch.Outcome.ShouldBe(UpdateOutcome.AlreadyRunning);
        watch.To.ShouldBe(watch.From);
    }

    [Theory]
    [InlineData("[BOOT][ERR] Wi-Fi 'home': wrong password")]
    [InlineData("[BOOT][ERR] set_boot refused the image: ESP_ERR_OTA_VALIDATE_FAILED")]
    [InlineData("[OTA] not configured: set Wi-Fi and FW_URL with OtaTools")]
    public void A_failure_before_the_switch_ends_it_with_what_the_board_said(string line)
    {
        var failure = Should.Throw<OtaToolsException>(() => Follow(Old, Get, line));

        failure.Code.ShouldBe(ErrorCode.UpdateFailed);
        failure.Evidence.ShouldNotBeNull();
        failure.Message.ShouldContain(failure.Evidence);
        failure.Message.ShouldContain(BoardAdvice.For(line));
    }

    [Fact]
    public void A_failure_in_the_trial_does_not_end_the_trial()
    {
        Follow([.. ToTheTrial, "[BOOT][ERR] Wi-Fi 'home': no answer, status 1001", Proved]);

        watch.Outcome.ShouldBe(UpdateOutcome.Updated);
    }

    [Fact]
    public void An_image_that_could_not_prove_itself_is_told_with_the_reason_that_the_board_remembered()
    {
        Follow([.. ToTheTrial, Failed, GoingBack, "reset machine", Old]);

        var failure = Should.Throw<OtaToolsException>(() => Follow("[OTA] rolled back: ota_health.check() returned False (1 of 3)"));

        (failure.Code, failure.Evidence).ShouldBe((ErrorCode.UpdateRolledBack, "ota_health.check() returned False"));
        failure.Message.ShouldContain("v1.25.0 on 2025-04-15");
        failure.Message.ShouldContain("ota_health.check() returned False");
        watch.Outcome.ShouldBeNull();
    }

    [Theory]
    [InlineData("[OTA] not proved yet: ")]
    [InlineData("[OTA] this image could not prove itself: ", ": going back to the one before")]
    public void What_the_trial_lacked_is_the_reason_where_the_board_forgot_it(string before, string after = "") =>
        Should.Throw<OtaToolsException>(() => Follow([.. ToTheTrial, $"{before}ota_health.check() has not said yes{after}", "reset machine", Old, "[OTA] start"]))
            .Evidence.ShouldBe("ota_health.check() has not said yes");

    [Theory]
    [InlineData("[BOOT] starting OTA in 3")]
    [InlineData(Failed)]
    [InlineData(Old)]
    public void Where_the_board_gives_no_reason_it_is_the_last_failure_of_the_trial(string next)
    {
        var failure = Should.Throw<OtaToolsException>(() => Follow([.. ToTheTrial, "[BOOT][ERR] first", Failed, GoingBack, "reset machine", Old, next]));

        (failure.Code, failure.Evidence).ShouldBe((ErrorCode.UpdateRolledBack, "Wi-Fi 'home': no answer, status 1001"));
    }

    [Fact]
    public void A_board_that_says_nothing_after_it_fell_back_has_gone_back_all_the_same()
    {
        Follow([.. ToTheTrial, Old]);

        Should.Throw<OtaToolsException>(watch.OnSilence).Code.ShouldBe(ErrorCode.UpdateRolledBack);
    }

    [Fact]
    public void An_image_that_crashes_without_a_word_is_rolled_back_too() =>
        Should.Throw<OtaToolsException>(() => Follow([.. ToTheTrial, Old, "[BOOT] starting OTA in 3"])).Code.ShouldBe(ErrorCode.UpdateRolledBack);

    [Fact]
    public void An_image_that_never_boots_is_rolled_back_too() =>
        Should.Throw<OtaToolsException>(() => Follow([.. ToTheTrial[..^1], Old, "[OTA] start"])).Code.ShouldBe(ErrorCode.UpdateRolledBack);

    [Fact]
    public void An_image_that_the_board_leaves_alone()
    {
        var failure = Should.Throw<OtaToolsException>(() => Follow(Old, Get, "[OTA] left alone: this image failed 3 times; offer another one"));

        (failure.Code, failure.Message.Contains("failed 3 times", StringComparison.Ordinal)).ShouldBe((ErrorCode.UpdateLeftAlone, true));
    }

    [Fact]
    public void A_release_that_goes_to_other_boards_first()
    {
        var failure = Should.Throw<OtaToolsException>(() => Follow(Old, Get, "[OTA] not this board's turn yet: this release goes to 2.5 % of boards first"));

        (failure.Code, failure.Message.Contains("2.5 % of boards", StringComparison.Ordinal)).ShouldBe((ErrorCode.UpdateLeftAlone, true));
    }

    [Fact]
    public void Somebody_at_the_keyboard_ends_it() =>
        Should.Throw<OtaToolsException>(() => Follow(Old, "[BOOT] starting OTA in 3", "[BOOT] interrupted")).Code.ShouldBe(ErrorCode.UpdateFailed);

    [Fact]
    public void A_board_that_is_unproved_itself_proves_itself_first_and_is_updated_then()
    {
        Follow(Old, Get, "[OTA] valid v1.25.0 on 2025-04-15 in ota_0", "reset machine");
        watch.Outcome.ShouldBeNull("that was the image of before, and the reset that of its proof");

        Follow([.. ToTheTrial, Get, Proved]);

        watch.Outcome.ShouldBe(UpdateOutcome.Updated);
    }

    [Fact]
    public void A_board_that_resets_once_more_before_it_begins_is_watched_from_there()
    {
        Follow([Old, "[BOOT] starting OTA in 3", .. ToTheTrial, Proved]);

        (watch.Outcome, watch.Boots).ShouldBe((UpdateOutcome.Updated, 3));
    }

    [Fact]
    public void A_restart_in_the_trial_without_a_fall_back_goes_on()
    {
        Follow([.. ToTheTrial, New, Proved]);

        watch.Outcome.ShouldBe(UpdateOutcome.Updated);
    }

    [Fact]
    public void The_report_of_an_earlier_rollback_is_no_failure_of_this_update()
    {
        Follow([Old, "[OTA] rolled back: the last image did not prove itself (1 of 3)", .. ToTheTrial[1..], Proved]);

        watch.Outcome.ShouldBe(UpdateOutcome.Updated);
    }

    [Fact]
    public void The_answer_304_in_the_trial_is_not_taken_for_nothing_to_do()
    {
        Follow([.. ToTheTrial, Get, "[OTA] already running this image: nothing newer (304)"]);

        watch.Outcome.ShouldBeNull();
    }

    [Fact]
    public void A_board_that_resets_to_settle_an_earlier_switch_is_watched_from_there()
    {
        Follow([Old, "[OTA] start", "reset machine", .. ToTheTrial, Proved]);

        watch.Outcome.ShouldBe(UpdateOutcome.Updated);
    }

    [Fact]
    public void Manifests_packed_forms_and_what_is_resumed_do_not_begin_the_progress_anew()
    {
        Follow(Old, Get + ".manifest", Get + ".from-0123456789abcdef.pack", Get + ".pack", "[OTA] dl 700", Get + ".pack", "[OTA] dl 800")
            .Where(p => p.Stage == UpdateStage.Downloading).Select(p => p.Percent).ShouldBe([0, 70, 80]);
    }

    [Theory]
    [InlineData(1_000_000, 100)]
    [InlineData(0, 0)]
    public void Percent_stay_percent(long bytes, int percent) => Follow($"[OTA] dl {bytes}").ShouldHaveSingleItem().Percent.ShouldBe(percent);

    private List<UpdateProgress> Follow(params string[] lines)
    {
        var shown = new List<UpdateProgress>();
        foreach (var line in lines)
        {
            if (BootLog.Read(line) is { } what && watch.On(what) is { } progress)
            {
                shown.Add(progress);
            }
        }

        return shown;
    }
}
