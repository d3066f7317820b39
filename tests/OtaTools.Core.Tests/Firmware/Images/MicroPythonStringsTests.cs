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

        found.ShouldBe(new MicroPythonInfo(version, date, "ESP32_GENERIC-OTA", "Generic ESP32 module with OTA with ESP32"));
    }

    [Fact]
    public void Up_to_v1_24_no_board_is_named() =>
        FindIn("\0\u0001\u0002 junk" + AppImage.SysVersion("v1.24.0", "2024-10-25")).ShouldBe(new MicroPythonInfo("v1.24.0", "2024-10-25", null, null));

    [Fact]
    public void The_bare_version_alone_is_not_taken() =>
        FindIn("\0v1.20.0\0MicroPython v1.20.0\0" + AppImage.SysVersion("v1.26.0", "2025-08-09")).ShouldNotBeNull().Version.ShouldBe("v1.26.0");

    [Fact]
    public void Firmware_that_is_not_MicroPython_has_no_such_strings() => FindIn("esp-idf: v5.4\0arduino\0").ShouldBeNull();

    [Fact]
    public void Strings_far_behind_are_not_looked_for() => FindIn(new string('\u0001', 0x20000) + AppImage.SysVersion("v1.26.0", "2025-08-09")).ShouldBeNull();

    [Theory]
    [InlineData("3.4.0; MicroPython v1.26")]
    [InlineData("3.4.0; MicroPython v")]
    [InlineData("; a with ESP32")]
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
