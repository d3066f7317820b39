using System.Text;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;
using static OtaTools.Core.Tests.Firmware.Images.Reading;

namespace OtaTools.Core.Tests.Firmware.Images;

public class FirmwareClassifierTests
{
    [Fact]
    public void An_empty_file_is_empty() => KindOf([]).ShouldBe(FirmwareKind.Empty);

    [Theory]
    [InlineData("<!DOCTYPE html><html>", FirmwareKind.WebPage)]
    [InlineData("\uFEFF\r\n \t<html>", FirmwareKind.WebPage)]
    [InlineData("UF2\n\u0057\u0051", FirmwareKind.Uf2)]
    [InlineData("\u007fELF\u0001\u0001", FirmwareKind.Elf)]
    [InlineData("Archive member included to satisfy reference", FirmwareKind.Unknown)]
    [InlineData("{\"error\": 404}", FirmwareKind.Unknown)]
    [InlineData("UF2", FirmwareKind.Unknown)]
    public void Files_that_are_no_image(string content, FirmwareKind kind) => KindOf(Encoding.UTF8.GetBytes(content)).ShouldBe(kind);

    [Fact]
    public void A_partition_table_by_its_first_entry() => KindOf([0xAA, 0x50, .. new byte[0xBFE]]).ShouldBe(FirmwareKind.PartitionTable);

    [Fact]
    public void An_image_without_application_descriptor_is_a_bootloader() => KindOf(Bootloader(0x4000)).ShouldBe(FirmwareKind.Bootloader);

    [Theory]
    [InlineData(0x7000, 0)]
    [InlineData(0x8000, 9)]
    [InlineData(0x6000, 18)]
    public void A_full_flash_image_by_its_partition_table(int table, byte chip)
    {
        var content = Bootloader(0x10000).With(table, 0xAA, 0x50).With(12, chip, 0);

        var image = Read(content);

        image.Kind.ShouldBe(FirmwareKind.FullFlash);
        image.ChipId.ShouldBe(chip);
        image.IsUsable.ShouldBeFalse();
    }

    [Fact]
    public void A_table_where_no_chip_has_one_makes_no_flash_image() =>
        KindOf(Bootloader(0x10000).With(0x9000, 0xAA, 0x50)).ShouldBe(FirmwareKind.Bootloader);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0x23)]
    public void A_magic_byte_with_too_little_behind_it_is_nothing(int length) => KindOf(Bootloader(length)).ShouldBe(FirmwareKind.Unknown);

    [Fact]
    public void An_app_that_has_table_bytes_inside_is_an_app() =>
        KindOf(new AppImage { Segments = [0x9000] }.Build().With(0x7000, 0xAA, 0x50)).ShouldBe(FirmwareKind.App);

    private static FirmwareKind KindOf(byte[] content) => Read(content).Kind;

    private static byte[] Bootloader(int length)
    {
        var content = new byte[length];
        Array.Fill(content, (byte)0xFF);
        content[0] = 0xE9;
        if (length > 1)
        {
            content[1] = 3;
        }

        return content;
    }
}
