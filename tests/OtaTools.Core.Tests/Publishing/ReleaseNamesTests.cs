using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Publishing;

namespace OtaTools.Core.Tests.Publishing;

public class ReleaseNamesTests
{
    private static readonly string Hash = new string('0', 8) + new string('f', 56);

    [Theory]
    [InlineData("ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin", "ESP32_GENERIC-OTA-20250809-v1.26.0-00000000ffffffff")]
    [InlineData("my firmware (2).bin", "my-firmware--2--00000000ffffffff")]
    [InlineData(".app-bin", "image-00000000ffffffff")]
    [InlineData("..-x.app-bin", "x-00000000ffffffff")]
    public void A_release_is_known_by_its_file_and_its_hash(string file, string id) => ReleaseNames.IdOf(file, Hash).ShouldBe(id);

    [Fact]
    public void Any_file_s_release_can_be_pointed_to_and_is_found_again()
    {
        foreach (var file in new[] { new string('x', 300), "イメージ.app-bin", "a/b\\c", "", "CON.app-bin", "a.app-bin.of-b.app-bin" })
        {
            var id = ReleaseNames.IdOf(file, Hash);

            ReleasePointer.IsRelativeUrl(ReleaseNames.ImageOf(id)).ShouldBeTrue(file);
            ReleaseNames.IdOfUrl(ReleaseNames.ImageOf(id)).ShouldBe(id);
            ReleaseNames.NameOfRecord(ReleaseNames.Parse(ReleaseNames.RecordOf(id, "beta"))!.Value.Ending).ShouldBe("beta");
            ReleaseNames.IsWithdrawn(ReleaseNames.Parse(ReleaseNames.WithdrawnOf(id))!.Value.Ending).ShouldBeTrue();
            ReleaseNames.IsOf(id, Hash).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("ESP32_GENERIC-OTA", true)]
    [InlineData("beta.1", true)]
    [InlineData("", false)]
    [InlineData(".hidden", false)]
    [InlineData("-x", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("nul", false)]
    [InlineData("COM1.x", false)]
    [InlineData("é", false)]
    public void A_name_is_one_that_every_file_system_takes(string name, bool valid) => ReleaseNames.IsName(name).ShouldBe(valid);
}
