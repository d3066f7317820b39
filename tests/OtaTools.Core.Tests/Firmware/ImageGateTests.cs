using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Tests.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware;

public class ImageGateTests
{
    private static readonly FirmwareImage App = Reading.Read(AppImage.Small.Build());

    [Fact]
    public void A_whole_app_passes() => Should.NotThrow(() => ImageGate.RequireUsable(App, "x.app-bin"));

    [Theory]
    [InlineData(FirmwareKind.FullFlash)]
    [InlineData(FirmwareKind.Bootloader)]
    [InlineData(FirmwareKind.PartitionTable)]
    [InlineData(FirmwareKind.Uf2)]
    [InlineData(FirmwareKind.Elf)]
    [InlineData(FirmwareKind.WebPage)]
    [InlineData(FirmwareKind.Empty)]
    [InlineData(FirmwareKind.Map)]
    [InlineData(FirmwareKind.Text)]
    [InlineData(FirmwareKind.Pack)]
    [InlineData(FirmwareKind.ImageFragment)]
    [InlineData(FirmwareKind.Unknown)]
    public void Every_other_kind_is_refused_by_a_reason_of_its_own(FirmwareKind kind)
    {
        var refusal = Should.Throw<OtaToolsException>(() => ImageGate.RequireUsable(new FirmwareImage(kind, 1), "x.bin"));

        refusal.Code.ShouldBe(ErrorCode.FirmwareUnusable);
        refusal.Message.ShouldContain("x.bin");
        refusal.Message.ShouldContain(Kinds.WhyNotAnApp(kind));
        Enum.GetValues<FirmwareKind>().Where(k => k != kind && k != FirmwareKind.App).Select(Kinds.WhyNotAnApp).ShouldNotContain(Kinds.WhyNotAnApp(kind));
    }

    [Theory]
    [InlineData(ImageProblem.Truncated)]
    [InlineData(ImageProblem.ChecksumWrong)]
    [InlineData(ImageProblem.HashWrong)]
    [InlineData(ImageProblem.HashMissing)]
    [InlineData(ImageProblem.HeaderDamaged)]
    public void A_damaged_app_is_refused_by_what_is_wrong_with_it(ImageProblem problem) =>
        Should.Throw<OtaToolsException>(() => ImageGate.RequireUsable(App with { Problems = [problem] }, "x.app-bin"))
            .Message.ShouldContain(FileFindings.Explain(problem));

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public void A_slot_takes_an_image_of_just_its_size(int room, bool tooLong)
    {
        var failure = Record.Exception(() => ImageGate.RequireFits(App, "x", Board(chip: 0, App.Length + room)));

        (failure as OtaToolsException)?.Code.ShouldBe(ErrorCode.FirmwareDoesNotFit);
        (failure is not null).ShouldBe(tooLong);
    }

    [Fact]
    public void The_smaller_of_two_slots_decides() =>
        Should.Throw<OtaToolsException>(() => ImageGate.RequireFits(App, "x", Board(0, 1 << 20, App.Length - 1)))
            .Code.ShouldBe(ErrorCode.FirmwareDoesNotFit);

    [Fact]
    public void An_image_for_another_chip_names_both()
    {
        var refusal = Should.Throw<OtaToolsException>(() => ImageGate.RequireFits(App, "x", Board(chip: 5, 1 << 20)));

        refusal.Code.ShouldBe(ErrorCode.FirmwareWrongChip);
        refusal.Message.ShouldContain("ESP32-C3");
    }

    [Fact]
    public void A_board_that_does_not_tell_its_chip_is_not_refused() => Should.NotThrow(() => ImageGate.RequireFits(App, "x", Board(chip: null, 1 << 20)));

    [Fact]
    public void A_board_without_slots_is_told_so() =>
        Should.Throw<OtaToolsException>(() => ImageGate.RequireFits(App, "x", Board(0))).Code.ShouldBe(ErrorCode.DeviceHasNoSlots);

    [Fact]
    public void What_is_forcible_is_refused_once_and_brings_its_finding()
    {
        var board = Board(0, 1 << 20) with { Version = "v1.27.0" };

        var refusal = Should.Throw<OtaToolsException>(() => ImageGate.RequireFits(App, "x", board));

        refusal.Code.ShouldBe(ErrorCode.FirmwareNotAdvised);
        refusal.Finding.ShouldNotBeNull().Code.ShouldBe(FindingCode.OlderThanRunning);
        refusal.Message.ShouldStartWith("x was not sent.");
        Should.NotThrow(() => ImageGate.RequireFits(App, "x", board, force: true));
    }

    [Fact]
    public void Nothing_else_is_forced()
    {
        Should.Throw<OtaToolsException>(() => ImageGate.RequireFits(App, "x", Board(chip: 5, 1 << 20), force: true)).Code.ShouldBe(ErrorCode.FirmwareWrongChip);
        Should.Throw<OtaToolsException>(() => ImageGate.RequireFits(App with { MicroPython = App.MicroPython! with { Version = "v1.25.0" } }, "x", Board(0, 1 << 20) with { HasFileSystemRow = false }, force: true))
            .Code.ShouldBe(ErrorCode.FirmwareLosesFileSystem);
    }

    private static BoardFacts Board(int? chip, params long[] slots) => new("Generic ESP32", chip, slots.Length == 0 ? null : slots.Min());
}
