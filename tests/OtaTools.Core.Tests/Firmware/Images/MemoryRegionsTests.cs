using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Images;

public class MemoryRegionsTests
{
    [Theory]
    [InlineData(0, 0x3F400020, "DROM")]
    [InlineData(0, 0x3FFBDB60, "DRAM")]
    [InlineData(0, 0x40080000, "IRAM")]
    [InlineData(0, 0x400D0020, "IROM")]
    [InlineData(0, 0x50000000, "RTC")]
    [InlineData(2, 0x40080020, "IROM")] // IRAM on an ESP32
    [InlineData(9, 0x3C0A0020, "DROM")]
    [InlineData(5, 0x3FC90000, "DRAM")]
    [InlineData(12, 0x4037C000, "IRAM")]
    [InlineData(13, 0x42000020, "IROM/DROM")]
    [InlineData(13, 0x40800000, "IRAM/DRAM")]
    [InlineData(18, 0x4FF00000, "IRAM/DRAM")]
    [InlineData(0, 0, null)]
    [InlineData(0, 0xFFFFFFFF, null)]
    [InlineData(99, 0x50000000, null)]
    public void An_address_is_in_the_memory_of_its_chip(int chip, uint address, string? region) => MemoryRegions.NameOf(chip, address).ShouldBe(region);

    [RealFirmwareTheory]
    [InlineData("ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin")]
    [InlineData("ESP32_GENERIC_C3-20240602-v1.23.0.app-bin")]
    public async Task Every_segment_of_a_real_image_goes_somewhere(string name)
    {
        var image = await FirmwareFiles.InspectAsync(Path.Combine(Repository.Firmware!, name), CancellationToken.None);

        var regions = image.SegmentRegions.ShouldNotBeNull();
        regions.Count.ShouldBe(image.Segments!.Count);
        regions.ShouldContain("DROM");
        regions.ShouldContain("IROM");
        regions.ShouldNotContain("");
    }

    [Theory]
    [InlineData(0, 0, "app, factory")]
    [InlineData(0, 0x10, "app, ota_0")]
    [InlineData(0, 0x1F, "app, ota_15")]
    [InlineData(0, 0x20, "app, test")]
    [InlineData(0, 0x77, "app, 0x77")]
    [InlineData(1, 0, "data, ota")]
    [InlineData(1, 0x81, "data, fat")]
    [InlineData(1, 0xEE, "data, 0xee")]
    [InlineData(0x40, 0x01, "0x40, 0x01")]
    public void Partitions_are_called_as_in_ESP_IDF_s_tables(int type, int subtype, string name) => new PartitionRow("x", type, subtype, 0, 0).TypeName.ShouldBe(name);
}
