using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Tests.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Verdicts;

public class VerdictTests
{
    private static readonly FirmwareImage App = Reading.Read(AppImage.Small.Build());

    private static readonly BoardFacts Board = new("Generic ESP32 module with OTA with ESP32", 0, 0x180000, 301, "v1.26.0", "2025-08-09", new string('a', 64), HasFileSystemRow: false);

    [Fact]
    public void An_app_by_itself_has_nothing_against_it()
    {
        var verdict = Verdict.Of(App, null);

        verdict.Title.ShouldBe("an app image, ready for an OTA slot");
        verdict.Findings.ShouldBeEmpty();
        (verdict.Worst, verdict.Usable, verdict.SlotPercent).ShouldBe((null, true, null));
    }

    [Theory]
    [InlineData(0.921, "fits, 92 % of the slot")]
    [InlineData(0.9999, "fits, 99 % of the slot")]
    [InlineData(1, "fits, 100 % of the slot")]
    public void How_much_of_the_slot_it_takes(double part, string title)
    {
        var verdict = Verdict.Of(Sized((long)(0x180000 * part)), Board);

        verdict.Title.ShouldBe(title);
        verdict.SlotPercent.ShouldNotBeNull().ShouldBe(part * 100, 0.01);
        verdict.Usable.ShouldBeTrue();
    }

    [Fact]
    public void Too_long_by_how_much_and_what_to_take()
    {
        var finding = Only(Sized(0x180000 + 57_104), Board, FindingCode.TooLong, Severity.Error, "57,104 bytes too long for this board's slots");

        finding.Message.ShouldContain("1,572,864");
        finding.Fixes.ShouldBe([FindingFix.ChooseImage]);
        Verdict.Of(Sized(0x180001) with { MicroPython = App.MicroPython! with { IsOtaVariant = false } }, Board)
            .Findings.Select(f => f.Code).ShouldBe([FindingCode.TooLong, FindingCode.NotOtaVariant]);
    }

    [Fact]
    public void No_slots_at_all()
    {
        var finding = Only(App, Board with { SlotSize = null }, FindingCode.NoSlots, Severity.Error, "this board has no OTA slots: flash the OTA build first");

        finding.Message.ShouldContain(Board.Machine);
        finding.Fixes.ShouldBe([FindingFix.MakeOta]);
    }

    [Fact]
    public void Another_chip_whatever_its_revisions() =>
        Only(App with { ChipId = 5, Chip = "ESP32-C3", MinChipRevision = 999 }, Board, FindingCode.WrongChip, Severity.Error, "for another chip: ESP32-C3")
            .Message.ShouldContain("this board has an ESP32.");

    [Theory]
    [InlineData(0, 399, 301, true)]
    [InlineData(301, 301, 301, true)]
    [InlineData(302, 399, 301, false)]
    [InlineData(0, 300, 301, false)]
    [InlineData(0, 0, 301, true)]
    [InlineData(0, 65535, 301, true)]
    [InlineData(400, 65535, 301, false)]
    [InlineData(400, 300, null, true)]
    public void Revisions_that_the_bootloader_takes(int least, int most, int? revision, bool taken)
    {
        var verdict = Verdict.Of(App with { MinChipRevision = least, MaxChipRevision = most }, Board with { ChipRevision = revision });

        verdict.Usable.ShouldBe(taken);
        verdict.Findings.Select(finding => finding.Code).ShouldBe(taken ? [] : [FindingCode.ChipRevision]);
    }

    [Fact]
    public void Revisions_are_written_as_Espressif_writes_them() =>
        Only(App with { MinChipRevision = 310, MaxChipRevision = 65535 }, Board, FindingCode.ChipRevision, Severity.Error, "not for this revision of the chip")
            .Message.ShouldContain("v3.10 and later, and this board's chip is v3.1:");

    [Theory]
    [InlineData("v1.26.1", false)]
    [InlineData("v1.26.0", false)]
    [InlineData("v1.26.0-preview.9.gabc", true)]
    [InlineData("v1.27.0-preview.123.gabc", false)]
    [InlineData("v1.9.5", true)]
    public void Older_than_what_runs_is_a_question_to_a_person(string version, bool older)
    {
        var image = App with { MicroPython = App.MicroPython! with { Version = version } };
        var board = Board with { HasFileSystemRow = true };

        if (older)
        {
            Only(image, board, FindingCode.OlderThanRunning, Severity.Warning, "older than what runs").Forcible.ShouldBeTrue();
        }

        Verdict.Of(image, board).Usable.ShouldBeTrue();
        Verdict.Of(image, board).Findings.Count.ShouldBe(older ? 1 : 0);
    }

    [Theory]
    [InlineData("v1.25.0", false, true)]
    [InlineData("v1.25.9-preview.1.gabc", false, true)]
    [InlineData("v1.26.0-preview.228.gabc", false, true)]
    [InlineData("v1.26.0-preview.229.gabc", false, false)]
    [InlineData("v1.26.0-preview.1.gabc", true, false)]
    [InlineData("v1.26.0", false, false)]
    [InlineData("v1.25.0", true, false)]
    [InlineData("v1.25.0", null, false)]
    public void The_downgrade_that_would_lose_the_file_system_cannot_be_forced(string version, bool? row, bool loses)
    {
        var verdict = Verdict.Of(App with { MicroPython = App.MicroPython! with { Version = version } }, Board with { HasFileSystemRow = row });

        verdict.Findings.Any(finding => finding is { Code: FindingCode.LosesFileSystem, Severity: Severity.Error, Forcible: false }).ShouldBe(loses);
        verdict.Usable.ShouldBe(!loses);
        (verdict.Title == "this board would lose its file system").ShouldBe(loses);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(16)]
    public void The_build_that_runs_is_known_by_its_hash_or_the_beginning_of_it(int letters) =>
        Only(App with { MicroPython = App.MicroPython! with { Version = "v1.0.0" } }, Board with { AppElfSha256 = App.AppElfSha256![..letters] }, FindingCode.AlreadyRunning, Severity.Remark, "already running");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_board_that_tells_no_hash_runs_perhaps_another_build(string? hash) =>
        Verdict.Of(App, Board with { AppElfSha256 = hash }).Findings.ShouldBeEmpty();

    [Fact]
    public void Not_the_OTA_variant_is_a_remark_and_the_title_says_that_it_fits() =>
        Only(App with { MicroPython = App.MicroPython! with { IsOtaVariant = false } }, Board, FindingCode.NotOtaVariant, Severity.Remark, "fits, 0 % of the slot");

    [Fact]
    public void An_app_without_MicroPython_cannot_be_forced() =>
        Only(App with { MicroPython = null }, null, FindingCode.NotMicroPython, Severity.Error, "not MicroPython").Forcible.ShouldBeFalse();

    [Fact]
    public void A_build_that_does_not_tell_its_version_is_taken_but_where_an_old_one_would_find_no_file_system()
    {
        var custom = App with { MicroPython = null, HasUnknownMicroPython = true };

        Only(custom, Board with { HasFileSystemRow = true }, FindingCode.UnknownVersion, Severity.Remark, "fits, 0 % of the slot");
        Verdict.Of(custom, Board).Findings.Select(finding => (finding.Code, finding.Severity, finding.Forcible))
            .ShouldBe([(FindingCode.LosesFileSystem, Severity.Error, false), (FindingCode.UnknownVersion, Severity.Remark, false)]);
    }

    [Fact]
    public void What_cannot_be_checked_well_is_said() =>
        Only(App with { Sha256 = null }, null, FindingCode.NoHash, Severity.Remark, "an app image, ready for an OTA slot");

    [Fact]
    public void What_is_behind_the_image_is_said_and_a_signature_by_its_name()
    {
        Only(App with { ImageLength = App.Length - 10 }, null, FindingCode.TrailingBytes, Severity.Remark, "an app image, ready for an OTA slot").Message.ShouldStartWith("10 bytes");
        Only(App with { ImageLength = App.Length - 68, Signature = "Secure Boot v1" }, null, FindingCode.TrailingBytes, Severity.Remark, "an app image, ready for an OTA slot")
            .Message.ShouldContain("Secure Boot v1");
    }

    [Fact]
    public void A_full_image_can_be_mended_by_what_is_in_it()
    {
        var ota = Reading.Read(new FlashImage().Build());
        var plain = Reading.Read(new FlashImage { Rows = FlashImage.FactoryRows }.Build());
        var empty = Reading.Read(new FlashImage { App = null }.Build());

        var foreign = Reading.Read(new FlashImage { App = AppImage.Small with { Strings = "arduino" } }.Build());

        Only(foreign, null, FindingCode.FullFlash, Severity.Error, "full flash image").Fixes.ShouldBe([FindingFix.ChooseImage], "its app would be refused");
        Only(ota, Board, FindingCode.FullFlash, Severity.Error, "full flash image").Fixes.ShouldBe([FindingFix.ExtractApp, FindingFix.ChooseImage]);
        Only(plain, null, FindingCode.FullFlash, Severity.Error, "full flash image").Fixes.ShouldBe([FindingFix.ExtractApp, FindingFix.MakeOta, FindingFix.ChooseImage]);
        Verdict.Of(empty, null).Findings.Select(finding => (finding.Code, finding.Fixes!.Count)).ShouldBe([(FindingCode.FullFlash, 1), (FindingCode.Damaged, 1)]);
    }

    [Theory]
    [InlineData(ImageProblem.Truncated, "cut off")]
    [InlineData(ImageProblem.ChecksumWrong, "damaged")]
    [InlineData(ImageProblem.HashMissing, "damaged")]
    public void A_damaged_app_is_compared_with_no_board(ImageProblem problem, string title) =>
        Only(App with { ChipId = 5, Problems = [problem] }, Board, FindingCode.Damaged, Severity.Error, title).Forcible.ShouldBeFalse();

    [Fact]
    public void The_worst_comes_first()
    {
        var verdict = Verdict.Of(App with { Sha256 = null, MicroPython = App.MicroPython! with { Version = "v1.25.0", IsOtaVariant = false } }, Board);

        verdict.Findings.Select(finding => finding.Code).ShouldBe(
            [FindingCode.LosesFileSystem, FindingCode.OlderThanRunning, FindingCode.NotOtaVariant, FindingCode.NoHash]);
    }

    [Fact]
    public void Only_what_cannot_cost_the_board_is_forcible() =>
        Enum.GetValues<FirmwareKind>().Where(kind => kind != FirmwareKind.App)
            .SelectMany(kind => Verdict.Of(new FirmwareImage(kind, 1), Board).Findings).ShouldAllBe(finding => !finding.Forcible && finding.Severity == Severity.Error);

    private static FirmwareImage Sized(long length) => App with { Length = length, ImageLength = length };

    private static Finding Only(FirmwareImage image, BoardFacts? board, FindingCode code, Severity severity, string title)
    {
        var verdict = Verdict.Of(image, board);

        verdict.Title.ShouldBe(title);
        verdict.Findings.ShouldHaveSingleItem().Code.ShouldBe(code);
        verdict.Worst.ShouldBe(severity);
        return verdict.Findings[0];
    }
}
