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
    [InlineData("Archive member included to satisfy reference", FirmwareKind.Map)]
    [InlineData("\r\nMemory Configuration\r\n", FirmwareKind.Map)]
    [InlineData("{\"error\": 404}", FirmwareKind.Text)]
    [InlineData("UF2", FirmwareKind.Text)]
    [InlineData("OTAPACK\u0001", FirmwareKind.Pack)]
    [InlineData("\0\u0001\u0002", FirmwareKind.Unknown)]
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
    public void A_magic_byte_with_too_little_behind_it_is_the_beginning_of_an_image(int length) =>
        KindOf(Bootloader(length)).ShouldBe(FirmwareKind.ImageFragment);

    [Fact]
    public void A_magic_byte_with_a_header_that_cannot_be_is_nothing()
    {
        KindOf([0xE9, 0xFF, 0xFF]).ShouldBe(FirmwareKind.Unknown);
        KindOf(Bootloader(0x100).With(1, 17)).ShouldBe(FirmwareKind.Unknown);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("shift_jis")]
    [InlineData("euc-jp")]
    [InlineData("iso-8859-1")]
    public void A_message_in_any_encoding_is_text(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var text = name == "iso-8859-1" ? "Le fichier demandé n'a pas été trouvé" : "ファイルが見つかりません。\r\nもう一度お試しください。";

        KindOf([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).ShouldBe(FirmwareKind.Text);
    }

    [Fact]
    public void Noise_and_erased_flash_are_no_text()
    {
        KindOf([.. Enumerable.Repeat((byte)0xFF, 5000)]).ShouldBe(FirmwareKind.Unknown);
        KindOf([.. new byte[5000]]).ShouldBe(FirmwareKind.Unknown);
        var noise = new byte[5000];
        new Random(1).NextBytes(noise);
        KindOf(noise.With(0, 1)).ShouldBe(FirmwareKind.Unknown);
    }

    [Theory]
    [InlineData(0xc47e5767, 9, "ESP32-S3")]
    [InlineData(0xbfdd4eee, 2, "ESP32-S2")]
    [InlineData(0xe48bff56, null, null)]
    public void A_UF2_file_names_its_chip(uint family, int? chip, string? name)
    {
        var head = new byte[512];
        "UF2\n"u8.CopyTo(head);
        head[9] = 0x20;
        BitConverter.GetBytes(family).CopyTo(head, 28);

        var image = Read(head);

        (image.Kind, image.ChipId, image.Chip).ShouldBe((FirmwareKind.Uf2, chip, name));
    }

    [Theory]
    [InlineData(94, "Xtensa (ESP32, S2, S3)")]
    [InlineData(243, "RISC-V (ESP32-C, H, P)")]
    [InlineData(62, null)]
    public void An_ELF_file_names_its_processor(byte machine, string? name)
    {
        var head = new byte[64];
        "\u007fELF\u0001\u0001"u8.CopyTo(head);
        head[0x12] = machine;

        Read(head).Chip.ShouldBe(name);
    }

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
