using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Tests.Device.Transport;

public class UsbSerialChipsTests
{
    [Theory]
    [InlineData("10c4", "ea60", "CP210x", PortKind.Bridge)]
    [InlineData("1a86", "55d4", "CH9102", PortKind.Bridge)]
    [InlineData("0403", "6015", "FT-X", PortKind.Bridge)]
    [InlineData("067b", "23a3", "PL2303", PortKind.Bridge)]
    [InlineData("303a", "1001", "ESP32 (USB-Serial/JTAG)", PortKind.Board)]
    [InlineData("303a", "1002", "ESP USB Bridge", PortKind.Bridge)]
    [InlineData("303a", "4001", "ESP32-S2/S3 (USB)", PortKind.Board)]
    [InlineData("303a", "80d1", "ESP32-S2/S3 (USB)", PortKind.Board)]
    [InlineData("2341", "0070", "ESP32-S3 (Arduino Nano ESP32)", PortKind.Board)]
    [InlineData("2e8a", "0005", null, PortKind.Usb)]
    [InlineData("12d1", "1506", null, PortKind.Modem)]
    public void Ids_name_the_chip(string vendor, string product, string? chip, PortKind kind)
    {
        var port = UsbSerialChips.Identify(new PortInfo("COM3", VendorId: vendor, ProductId: product));

        (port.Chip, port.Kind).ShouldBe((chip, kind));
    }

    [Fact]
    public void A_modem_may_say_so_itself() =>
        UsbSerialChips.Identify(new PortInfo("COM3", Description: "USB Modem", VendorId: "abcd", ProductId: "0001")).Kind.ShouldBe(PortKind.Modem);

    [Fact]
    public void Without_ids_nothing_is_known() => UsbSerialChips.Identify(new PortInfo("COM1", "Modem")).ShouldBe(new PortInfo("COM1", "Modem"));

    [Theory]
    [InlineData("10c4", "ea60", true)]
    [InlineData("303a", "1001", true)]
    [InlineData("303a", "4001", false)]
    [InlineData("2e8a", "0005", false)]
    [InlineData(null, null, true)]
    public void Lines_reset_where_they_are_wired(string? vendor, string? product, bool resets) =>
        UsbSerialChips.MayReset(UsbSerialChips.Identify(new PortInfo("COM3", VendorId: vendor, ProductId: product))).ShouldBe(resets);

    [Fact]
    public void A_port_that_is_in_no_list_may_have_lines() => UsbSerialChips.MayReset(null).ShouldBeTrue();
}
