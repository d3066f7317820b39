using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;
using static OtaTools.Core.Tests.Firmware.Images.Reading;

namespace OtaTools.Core.Tests.Firmware.Images;

public class FullFlashReaderTests
{
    [Fact]
    public void The_table_and_the_app_in_it_are_found()
    {
        var app = new AppImage { Segments = [300_000, 64] };
        var content = new FlashImage { App = app }.Build();

        var image = Read(content);

        (image.Kind, image.ChipId, image.FlashSize).ShouldBe((FirmwareKind.FullFlash, 0, 4L << 20));
        image.Problems.ShouldBe([ImageProblem.NotAnApp]);
        var full = image.Full.ShouldNotBeNull();
        (full.FlashOffset, full.AppOffset).ShouldBe((0x1000, 0xF000));
        full.Table.ShouldNotBeNull().Rows.Select(row => (row.Label, row.Type, row.Subtype, row.Offset, row.Size)).ShouldBe(
            FlashImage.OtaRows.Select(row => (row.Label, (int)row.Type, (int)row.Subtype, (long)row.Offset, (long)row.Size)));
        (full.Table.Offset, full.Table.Md5Right).ShouldBe((0x8000, true));
        full.App.ShouldBeEquivalentTo(Read(app.Build()));
    }

    [Fact]
    public void Which_rows_are_OTA_slots() =>
        Read(new FlashImage().Build()).Full!.Table!.Rows.Where(row => row.IsOtaSlot).Select(row => row.Label).ShouldBe(["ota_0", "ota_1"]);

    [Fact]
    public void An_app_ends_where_it_ends_whatever_follows()
    {
        var app = AppImage.Small.Build();
        byte[] content = [.. new FlashImage().Build(), .. new byte[100_000]];

        Read(content).Full!.App.ShouldBeEquivalentTo(Read(app));
    }

    [Theory]
    [InlineData(0x8000, 0)]
    [InlineData(0x6000, 0x2000)]
    public void Chips_with_the_bootloader_elsewhere(int table, int flashOffset)
    {
        var content = new byte[0x10000 - flashOffset + 1000];
        Array.Fill(content, (byte)0xFF);
        new FlashImage().Build().AsSpan(0, 24).CopyTo(content);
        FlashImage.Table(FlashImage.FactoryRows).CopyTo(content, table);
        byte[] whole = [.. content[..(0x10000 - flashOffset)], .. AppImage.Small.Build()];

        var full = Read(whole).Full.ShouldNotBeNull();

        (full.FlashOffset, full.AppOffset).ShouldBe((flashOffset, 0x10000 - flashOffset));
        full.App.ShouldNotBeNull().IsUsable.ShouldBeTrue();
    }

    [Fact]
    public void A_flash_that_was_read_out_from_its_beginning_is_a_full_image_too()
    {
        byte[] content = [.. Enumerable.Repeat((byte)0xFF, FlashImage.FlashOffset), .. new FlashImage { App = AppImage.Small with { Chip = 0 } }.Build()];

        var image = Read(content);

        (image.Kind, image.ChipId).ShouldBe((FirmwareKind.FullFlash, 0));
        (image.Full!.FlashOffset, image.Full.AppOffset, image.Full.App!.IsUsable).ShouldBe((0, 0x10000, true));
    }

    [Fact]
    public void A_table_without_MD5_says_so_and_is_no_damage()
    {
        var image = Read(new FlashImage { WithMd5 = false }.Build());

        image.Full!.Table!.Md5Right.ShouldBeNull();
        image.Problems.ShouldBe([ImageProblem.NotAnApp]);
    }

    [Fact]
    public void A_wrong_MD5_is_damage_and_the_app_is_found_all_the_same()
    {
        var content = new FlashImage().Build();

        var image = Read(content.With(FlashImage.TableAt + 12, (byte)'N'));

        image.Problems.ShouldBe([ImageProblem.NotAnApp, ImageProblem.PartitionTableDamaged]);
        image.Full!.Table!.Md5Right.ShouldBe(false);
        image.Full.App!.IsUsable.ShouldBeTrue();
    }

    [Fact]
    public void A_label_that_is_no_text_harms_nobody() =>
        Read(new FlashImage().Build().With(FlashImage.TableAt + 12, 0x1B, (byte)'[', 0xFF)).Full!.Table!.Rows[0].Label.ShouldBe("?[?");

    [Fact]
    public void No_app_where_the_table_says() =>
        Read(new FlashImage { App = null }.Build()).Problems.ShouldBe([ImageProblem.NotAnApp, ImageProblem.AppMissing]);

    [Fact]
    public void An_app_that_is_cut_off()
    {
        var image = Read(new FlashImage().Build()[..^40]);

        image.Problems.ShouldBe([ImageProblem.NotAnApp, ImageProblem.AppMissing]);
        image.Full!.App!.Problems.ShouldBe([ImageProblem.Truncated]);
    }

    [Fact]
    public void An_app_longer_than_its_partition_is_none()
    {
        FlashRow[] rows = [new(0, 0, 0x10000, 0x100, "factory")];

        Read(new FlashImage { Rows = rows }.Build()).Full!.App!.Problems.ShouldBe([ImageProblem.Truncated]);
    }

    [Theory]
    [InlineData(0xFFFF_FFFF, 0xFFFF_FFFF)]
    [InlineData(0, 0xFFFF_FFFF)]
    [InlineData(0x1000, 0)]
    [InlineData(0x8000, 0x1000)]
    [InlineData(0x8000_0000, 0x8000_0000)]
    public void Rows_that_cannot_be_lead_nowhere(uint offset, uint size)
    {
        FlashRow[] rows = [.. Enumerable.Range(0, 94).Select(i => new FlashRow(0, (byte)i, offset - (uint)i, size, "x"))];

        var full = Read(new FlashImage { Rows = rows }.Build()).Full.ShouldNotBeNull();

        full.Table!.Rows.Count.ShouldBe(94);
        full.App.ShouldNotBeNull().IsUsable.ShouldBeTrue("it is where apps usually are");
    }

    [Fact]
    public void A_partition_table_by_itself()
    {
        var image = Read(FlashImage.Table(FlashImage.FactoryRows));

        image.Kind.ShouldBe(FirmwareKind.PartitionTable);
        (image.Table!.Offset, image.Table.Md5Right, image.Table.Rows.Count).ShouldBe((0, true, 4));
    }
}
