using System.Text;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;
using static OtaTools.Core.Tests.Firmware.Images.Reading;

namespace OtaTools.Core.Tests.Firmware.Images;

public class MicroPythonStringsTests
{
    [Theory]
    [InlineData("v1.26.0", "2025-08-09")]
    [InlineData("v1.27.0-preview.123.gabcdef", "2025-10-01")]
    [InlineData("v1.27.0-preview.123.gabcdef01.dirty", "2025-10-01")]
    [InlineData("v1.26.1-dirty", "2025-09-11")]
    public void A_version_of_any_kind(string version, string date)
    {
        var found = FindIn(AppImage.SysVersion(version, date, "ESP32_GENERIC-OTA") + AppImage.Machine("Generic ESP32 module with OTA with ESP32"));

        found.ShouldBe(new MicroPythonInfo(version, date, "ESP32_GENERIC-OTA", "Generic ESP32 module with OTA with ESP32", "OTA", IsOtaVariant: true));
    }

    [Fact]
    public void Up_to_v1_24_no_board_is_named() =>
        FindIn("\0\u0001\u0002 junk" + AppImage.SysVersion("v1.24.0", "2024-10-25")).ShouldBe(new MicroPythonInfo("v1.24.0", "2024-10-25", null, null));

    [Fact]
    public void The_bare_version_alone_is_not_taken() =>
        FindIn("\0v1.20.0\0MicroPython v1.20.0\0" + AppImage.SysVersion("v1.26.0", "2025-08-09")).ShouldNotBeNull().Version.ShouldBe("v1.26.0");

    [Fact]
    public void Firmware_that_is_not_MicroPython_has_no_such_strings() => FindIn("esp-idf: v5.4\0arduino\0").ShouldBeNull();

    [Theory]
    [InlineData("\0LVGL (9.2.2) MicroPython (1.24.1) Binding compiled on 2025-06-13\0\0MPY: soft reboot\r\n\0", true)]
    [InlineData("MPY: hard reset\0", false)]
    [InlineData("arduino\0", false)]
    public void A_build_with_a_banner_of_its_own_is_MicroPython_all_the_same(string strings, bool isPython)
    {
        foreach (var before in new[] { 0, 0x40000 - 272 - 24, 0x50000 })
        {
            var image = Read(new AppImage { Strings = new string('\u0001', before) + strings }.Build());

            (image.MicroPython, image.HasUnknownMicroPython).ShouldBe((null, isPython));
        }
    }

    [Fact]
    public void A_version_that_is_told_counts() =>
        Read(new AppImage { Strings = "MPY: soft reboot\r\n\0" + new string('\u0001', 0x50000) + AppImage.SysVersion("v1.26.0", "2025-08-09") }.Build()).HasUnknownMicroPython.ShouldBeFalse();

    [Fact]
    public void Strings_far_behind_are_found_wherever_the_pieces_in_which_it_is_read_begin()
    {
        foreach (var before in Enumerable.Range(0, 80).Select(i => 0x40000 - 272 - 24 - i))
        {
            FindIn(new string('\u0001', before) + AppImage.SysVersion("v1.26.0", "2025-08-09", "ESP32_GENERIC-OTA")).ShouldNotBeNull().Board.ShouldBe("ESP32_GENERIC-OTA");
        }
    }

    [Theory]
    [InlineData("ESP32_GENERIC-OTA", "Generic ESP32 module with OTA with ESP32", true)]
    [InlineData(null, "Generic ESP32 module with OTA with ESP32", true)]
    [InlineData("SIL_WESP32", "Silicognition wESP32 with ESP32", true)]
    [InlineData("ESP32_GENERIC", "Generic ESP32 module with ESP32", false)]
    [InlineData("ESP32_GENERIC-SPIRAM", "Generic ESP32 module with SPIRAM with ESP32", false)]
    [InlineData(null, "ESP32C3 module with ESP32C3", false)]
    [InlineData(null, null, null)]
    public void Whether_it_was_built_with_OTA_partitions(string? board, string? machine, bool? ota) =>
        FindIn(AppImage.SysVersion("v1.26.0", "2025-08-09", board) + (machine is null ? "" : AppImage.Machine(machine))).ShouldNotBeNull().IsOtaVariant.ShouldBe(ota);

    [Theory]
    [InlineData("\u0003\u0010Generic ESP32 module with ESP32\0")]
    [InlineData("\0Machine     : Generic ESP32 module with ESP32\r\n")]
    public void A_machine_by_itself(string text) =>
        FindIn(AppImage.SysVersion("v1.20.0", "2023-04-26") + text).ShouldNotBeNull().Machine.ShouldBe("Generic ESP32 module with ESP32");

    [Theory]
    [InlineData("3.4.0; MicroPython v1.26")]
    [InlineData("3.4.0; MicroPython v")]
    [InlineData("; a with ESP32")]
    [InlineData(" with ESP32\0")]
    [InlineData("1.1.1; MicroPython v1.1.1 on 2025-08-0x")]
    [InlineData("\0AAAA")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("1.1.1; MicroPython ")]
    public async Task Endless_strings_of_every_kind_come_to_an_end(string repeated)
    {
        var endless = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(repeated, (0x20000 / repeated.Length) + 1)));

        await Task.Run(() => MicroPythonStrings.Find(endless)).Soon();
    }

    [Fact]
    public void A_name_without_end_is_not_taken() => FindIn("\0" + new string('A', 5000) + "\u00003.4.0; MicroPython v1.26.0 on 2025-08-09").ShouldNotBeNull().Board.ShouldBeNull();

    private static MicroPythonInfo? FindIn(string strings) => Read(new AppImage { Strings = strings }.Build()).MicroPython;
}
