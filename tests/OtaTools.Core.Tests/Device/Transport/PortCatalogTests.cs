using OtaTools.Core.Device.Transport;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transport;

public class PortCatalogTests
{
    [UnixFact]
    public void A_USB_port_is_told_with_its_chip()
    {
        using var sysfs = new TemporaryFolder();
        foreach (var (file, text) in new[] { ("idVendor", "10c4"), ("idProduct", "ea60"), ("product", "CP2102 USB to UART"), ("manufacturer", "Silicon Labs"), ("serial", "0001") })
        {
            sysfs.Write($"devices/usb1/1-1/{file}", System.Text.Encoding.ASCII.GetBytes(text + "\n"));
        }

        Directory.CreateDirectory(sysfs.PathOf("devices/usb1/1-1/1-1:1.0/ttyUSB0"));
        Directory.CreateDirectory(sysfs.PathOf("tty/ttyUSB0"));
        Directory.CreateSymbolicLink(sysfs.PathOf("tty/ttyUSB0/device"), "../../devices/usb1/1-1/1-1:1.0/ttyUSB0");

        PortCatalog.FromSysfs("/dev/ttyUSB0", sysfs.PathOf("tty"))
            .ShouldBe(new PortInfo("/dev/ttyUSB0", "CP2102 USB to UART", "Silicon Labs", "10c4", "ea60", "0001"));
    }

    [Fact]
    public void A_port_of_which_the_system_tells_nothing_is_just_its_name() =>
        PortCatalog.FromSysfs("/dev/ttyS0", "/no/such/folder").ShouldBe(new PortInfo("/dev/ttyS0"));

    [Fact]
    public void Listing_is_possible_on_this_computer() => PortCatalog.List().Select(port => port.Name).ShouldBeUnique();
}
