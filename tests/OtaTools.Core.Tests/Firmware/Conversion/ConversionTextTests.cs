using OtaTools.Core.Firmware.Conversion;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Conversion;

public class ConversionTextTests
{
    [Theory]
    [InlineData("4MB", 4)]
    [InlineData("16mb", 16)]
    [InlineData(" 8 MB ", 8)]
    [InlineData("128", 128)]
    public void Sizes_are_read_as_they_are_written_on_chips(string text, int mebibytes) => FlashSizes.Parse(text).ShouldBe(mebibytes * 1024L * 1024);

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("3MB")]
    [InlineData("-4MB")]
    [InlineData("256MB")]
    [InlineData("4GB")]
    [InlineData("99999999999999999999MB")]
    public void Other_texts_are_no_sizes(string text) => FlashSizes.Parse(text).ShouldBeNull();

    [Fact]
    public void The_commands_are_those_of_both_generations_of_esptool()
    {
        var commands = FlashCommands.For("/fw/x-ota.bin", "ESP32-S3", 0);

        commands.Erase.ShouldBe("esptool --chip esp32s3 erase-flash");
        commands.Write.ShouldBe("esptool --chip esp32s3 write-flash 0x0 /fw/x-ota.bin");
        commands.EraseBefore5.ShouldBe("esptool.py --chip esp32s3 erase_flash");
        commands.WriteBefore5.ShouldBe("esptool.py --chip esp32s3 write_flash 0x0 /fw/x-ota.bin");
        FlashCommands.For("/fw/x.bin", "chip 99", 0x2000).Write.ShouldBe("esptool write-flash 0x2000 /fw/x.bin");
    }

    [UnixFact]
    public void A_path_is_one_word_to_a_shell() =>
        FlashCommands.For("/my fw/it's $HOME.bin", "ESP32", 0x1000).Write.ShouldBe("esptool --chip esp32 write-flash 0x1000 '/my fw/it'\\''s $HOME.bin'");

    [Fact]
    public void A_table_is_what_ESP_IDF_s_own_tool_writes()
    {
        var rows = FlashImage.OtaRows.Select(row => new PartitionRow(row.Label, row.Type, row.Subtype, row.Offset, row.Size)).ToArray();
        var expected = FlashImage.Table(FlashImage.OtaRows);

        var table = PartitionTableWriter.Write(rows);

        table[..expected.Length].ShouldBe(expected);
        table[expected.Length..].ShouldAllBe(b => b == 0xFF);
        table.Length.ShouldBe(0x1000);
    }
}
