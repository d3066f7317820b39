using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Tests.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Verdicts;

public class ImageCardTests
{
    [Fact]
    public void An_app_has_all_its_rows()
    {
        var image = Reading.Read(AppImage.Small.Build());

        var card = CardOf(image, new BoardFacts("", 0, image.Length * 2));

        card.ShouldBe(new Dictionary<string, string>
        {
            ["kind"] = "app image",
            ["micropython"] = "v1.26.0",
            ["board"] = "ESP32_GENERIC-OTA",
            ["variant"] = "OTA",
            ["build-date"] = "2025-08-09",
            ["chip"] = "ESP32",
            ["chip-revision"] = "v0.0 to v3.99",
            ["idf"] = "v5.4.2",
            ["size"] = $"{image.Length:N0} bytes",
            ["slot"] = "50 %",
            ["flash-size"] = "4 MiB",
            ["sha256"] = image.Sha256!,
            ["elf-sha256"] = image.AppElfSha256!,
            ["segments"] = "3",
        });
    }

    [Fact]
    public void A_full_image_shows_the_app_in_it_and_its_table()
    {
        var card = CardOf(Reading.Read(new FlashImage { Rows = FlashImage.FactoryRows }.Build()), null);

        card["kind"].ShouldBe("full flash image");
        card["micropython"].ShouldBe("v1.26.0");
        card["table"].ShouldBe("nvs 24 KiB, phy_init 4 KiB, factory 1984 KiB, vfs 2 MiB");
        card["app"].ShouldEndWith("bytes at 0xF000");
    }

    [Fact]
    public void A_file_that_is_no_firmware_has_little_to_show() =>
        CardOf(Reading.Read("<html>"u8.ToArray()), null).ShouldBe(new Dictionary<string, string> { ["kind"] = "web page", ["size"] = "6 bytes" });

    private static Dictionary<string, string> CardOf(FirmwareImage image, BoardFacts? board) =>
        ImageCard.Of(image, Verdict.Of(image, board)).ToDictionary(row => row.Key, row => row.Value);
}
