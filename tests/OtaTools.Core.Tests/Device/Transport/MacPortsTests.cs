using OtaTools.Core.Device.Transport;
using OtaTools.Core.Device.Transport.Mac;

namespace OtaTools.Core.Tests.Device.Transport;

public class MacPortsTests
{
    [Theory]
    [InlineData("USB Product Name", "USB Vendor Name", "USB Serial Number")]
    [InlineData("kUSBProductString", "kUSBVendorString", "kUSBSerialNumberString")]
    public void A_USB_port_is_told_by_the_device_above_it(string product, string maker, string serial)
    {
        var service = new Recorded("/dev/cu.usbserial-0001", 0x10c4, 0xea60)
        {
            [product] = "CP2102 USB to UART Bridge Controller",
            [maker] = "Silicon Labs",
            [serial] = "0001",
        };
        MacPorts.Describe(service).ShouldBe(
            new PortInfo("/dev/cu.usbserial-0001", "CP2102 USB to UART Bridge Controller", "Silicon Labs", "10c4", "ea60", "0001", Chip: "CP210x", Kind: PortKind.Bridge));
    }

    [Theory]
    [InlineData("/dev/cu.Bluetooth-Incoming-Port", PortKind.Bluetooth)]
    [InlineData("/dev/cu.BLTH", PortKind.Bluetooth)]
    public void Bluetooth_is_not_the_USB_radio_that_carries_it(string name, PortKind kind) =>
        MacPorts.Describe(new Recorded(name, 0x05ac, 0x8290)).ShouldBe(new PortInfo(name, Kind: kind));

    [Fact]
    public void A_port_of_the_computer_itself_is_just_its_name() =>
        MacPorts.Describe(new Recorded("/dev/cu.debug-console")).ShouldBe(new PortInfo("/dev/cu.debug-console"));

    [Fact]
    public void A_port_that_cannot_be_opened_is_none() => MacPorts.Describe(new Recorded(null)).ShouldBeNull();

    [Fact]
    public void Where_there_are_only_names_those_that_wait_for_a_carrier_are_left_out() =>
        MacPorts.FromNames(["/dev/cu.usbmodem1101", "/dev/tty.usbmodem1101", "/dev/cu.Bluetooth-Incoming-Port"]).ShouldBe(
        [
            new PortInfo("/dev/cu.usbmodem1101"),
            new PortInfo("/dev/cu.Bluetooth-Incoming-Port", Kind: PortKind.Bluetooth),
        ]);

    /// <summary>What IOKit tells of a port; its own objects are only to be had on a Mac.</summary>
    private sealed class Recorded(string? callout, int? vendor = null, int? product = null) : Dictionary<string, string>, ISerialService
    {
        public string? Text(string property) => property == "IOCalloutDevice" ? callout : this.GetValueOrDefault(property);

        public int? Number(string property) => property switch
        {
            "idVendor" => vendor,
            "idProduct" => product,
            _ => null,
        };
    }
}
