using OtaTools.Core.Device.Transport;
using OtaTools.Server.Cli;

namespace OtaTools.Server.Tests.Cli;

public class PortTableTests
{
    [Fact]
    public void Ports_stand_in_columns_with_their_stable_names_below() =>
        PortTable.Lines(
        [
            new PortInfo("/dev/ttyACM10", "USB JTAG/serial debug unit", "Espressif", "303a", "1001", "F4:12", "/dev/serial/by-id/usb-Espressif", "ESP32 (USB-Serial/JTAG)", PortKind.Board),
            new PortInfo("/dev/ttyUSB0", VendorId: "1a86", ProductId: "7523", Chip: "CH340", Kind: PortKind.Bridge),
            new PortInfo("/dev/ttyS0"),
            new PortInfo("/dev/rfcomm0", Kind: PortKind.Bluetooth),
        ]).ShouldBe(
        [
            "/dev/ttyACM10  ESP32 (USB-Serial/JTAG)  303a:1001  F4:12  USB JTAG/serial debug unit, Espressif",
            "               /dev/serial/by-id/usb-Espressif",
            "/dev/ttyUSB0   CH340                    1a86:7523  -",
            "/dev/ttyS0     -                        -          -",
            "/dev/rfcomm0   Bluetooth                -          -",
        ]);

    [Fact]
    public void No_ports_are_no_lines() => PortTable.Lines([]).ShouldBeEmpty();
}
