using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Images;

public class RealFirmwareTests
{
    [RealFirmwareTheory]
    [InlineData("ESP32_GENERIC-20241025-v1.24.0.app-bin", 1_629_968, 0, 0, 399, "v5.2.2", "v1.24.0", "2024-10-25", null, "Generic ESP32 module with ESP32")]
    [InlineData("ESP32_GENERIC-OTA-20250415-v1.25.0.app-bin", 1_429_744, 0, 0, 399, "v5.2.2", "v1.25.0", "2025-04-15", "ESP32_GENERIC-OTA", "Generic ESP32 module with OTA with ESP32")]
    [InlineData("ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin", 1_447_440, 0, 0, 399, "v5.4.2", "v1.26.0", "2025-08-09", "ESP32_GENERIC-OTA", "Generic ESP32 module with OTA with ESP32")]
    [InlineData("ESP32_GENERIC_C3-20240602-v1.23.0.app-bin", 1_602_064, 5, 3, 99, "v5.0.4", "v1.23.0", "2024-06-02", null, "ESP32C3 module with ESP32C3")]
    public async Task Official_app_images(
        string file, int length, int chip, int minRevision, int maxRevision, string idf, string version, string date, string? board, string machine)
    {
        var image = await InspectAsync(file);

        image.IsUsable.ShouldBeTrue();
        (image.Length, image.ImageLength).ShouldBe((length, length));
        (image.ChipId, image.MinChipRevision, image.MaxChipRevision).ShouldBe((chip, minRevision, maxRevision));
        image.IdfVersion.ShouldBe(idf);
        image.MicroPython.ShouldBe(new MicroPythonInfo(version, date, board, machine, board is null ? null : "OTA", IsOtaVariant: machine.Contains("with OTA", StringComparison.Ordinal)));
        image.AppElfSha256.ShouldNotBeNull().Length.ShouldBe(64);
        image.Sha256.ShouldNotBeNull().Length.ShouldBe(64);
    }

    [RealFirmwareTheory]
    [InlineData("ESP32_GENERIC-OTA-20250415-v1.25.0.bin", 1_491_184)]
    public async Task Official_full_flash_images_are_not_taken_for_apps(string file, int length)
    {
        var image = await InspectAsync(file);

        (image.Kind, image.Length, image.ChipId, image.IsUsable).ShouldBe((FirmwareKind.FullFlash, length, 0, false));
        image.Problems.ShouldBe([ImageProblem.NotAnApp]);
        var full = image.Full.ShouldNotBeNull();
        (full.FlashOffset, full.AppOffset).ShouldBe((0x1000, 0xF000));
        full.Table.ShouldNotBeNull().Md5Right.ShouldBe(true);
        full.Table.Rows.Select(row => (row.Label, row.Offset, row.Size)).ShouldBe(
        [
            ("nvs", 0x9000, 0x4000), ("otadata", 0xD000, 0x2000), ("phy_init", 0xF000, 0x1000),
            ("ota_0", 0x10000, 0x180000), ("ota_1", 0x190000, 0x180000), ("vfs", 0x310000, 0xF0000),
        ]);
        full.App.ShouldNotBeNull().IsUsable.ShouldBeTrue();
        (full.App.Length, full.App.MicroPython!.Version).ShouldBe((1_429_744, "v1.25.0"));
    }

    [RealFirmwareTheory]
    [InlineData("ESP32_GENERIC-OTA-20250415-v1.25.0.bin", "ESP32_GENERIC-OTA-20250415-v1.25.0.app-bin")]
    public async Task The_app_inside_a_flash_image_is_the_published_app(string full, string app)
    {
        var flash = await File.ReadAllBytesAsync(Path.Combine(Repository.Firmware!, full));

        var inside = Reading.Read(flash[0xF000..]);

        inside.IsUsable.ShouldBeTrue();
        inside.Sha256.ShouldBe((await InspectAsync(app)).Sha256);
    }

    private static Task<FirmwareImage> InspectAsync(string file) =>
        FirmwareFiles.InspectAsync(Path.Combine(Repository.Firmware!, file), CancellationToken.None).Soon();
}
