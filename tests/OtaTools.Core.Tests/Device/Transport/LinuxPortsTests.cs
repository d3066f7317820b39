using System.Text;
using OtaTools.Core.Device.Transport;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transport;

public sealed class LinuxPortsTests : IDisposable
{
    private readonly TemporaryFolder sysfs = new();

    public void Dispose() => sysfs.Dispose();

    [UnixFact]
    public void A_USB_port_is_told_with_its_chip_and_its_stable_name()
    {
        AddUsb("ttyUSB0", "10c4", "ea60", "CP2102 USB to UART", "Silicon Labs", "0001");
        AddLink("usb-Silicon_Labs_CP2102_0001-if00-port0", "ttyUSB0");

        List().ShouldBe(
        [
            new PortInfo(
                sysfs.PathOf("dev/ttyUSB0"), "CP2102 USB to UART", "Silicon Labs", "10c4", "ea60", "0001",
                sysfs.PathOf("by-id/usb-Silicon_Labs_CP2102_0001-if00-port0"), "CP210x", PortKind.Bridge),
        ]);
    }

    [UnixFact]
    public void What_USB_does_not_tell_is_left_out()
    {
        AddUsb("ttyACM0", "303a", "1001");

        List().ShouldBe([new PortInfo(sysfs.PathOf("dev/ttyACM0"), VendorId: "303a", ProductId: "1001", Chip: "ESP32 (USB-Serial/JTAG)", Kind: PortKind.Board)]);
    }

    [UnixFact]
    public void Ports_without_hardware_are_left_out()
    {
        AddPlatform("ttyS0", driver: "serial8250", type: "0");
        AddPlatform("ttyS1", driver: "serial", type: "4");
        AddPlatform("ttyS2", driver: "serial8250", type: null);
        AddPlatform("ttyS3", driver: "bcm2835-aux-uart", type: null);
        AddPlatform("ttyAMA0", driver: "uart-pl011", type: null);
        Directory.CreateDirectory(sysfs.PathOf("tty/tty1"));

        List().Select(port => Path.GetFileName(port.Name)).Order().ShouldBe(["ttyAMA0", "ttyS1", "ttyS3"]);
    }

    [UnixFact]
    public void Bluetooth_is_known_by_its_name()
    {
        Directory.CreateDirectory(sysfs.PathOf("tty/rfcomm0"));
        sysfs.Write("dev/rfcomm0", []);

        List().ShouldBe([new PortInfo(sysfs.PathOf("dev/rfcomm0"), Kind: PortKind.Bluetooth)]);
    }

    [UnixFact]
    public void A_link_that_leads_nowhere_and_a_device_that_vanishes_are_no_failure()
    {
        AddUsb("ttyUSB0", "1a86", "7523");
        File.Delete(sysfs.PathOf("devices/ttyUSB0/usb/idProduct"));
        AddLink("usb-gone", "ttyUSB7");

        List().Single().ShouldBe(new PortInfo(sysfs.PathOf("dev/ttyUSB0"), VendorId: "1a86", Kind: PortKind.Usb));
    }

    [Fact]
    public void Without_sysfs_there_is_nothing_to_list() => LinuxPorts.List("/dev", "/no/such/folder", "/no/such/folder").ShouldBeEmpty();

    [UnixFact]
    public void A_port_that_a_container_was_not_given_is_left_out()
    {
        AddUsb("ttyUSB0", "1a86", "7523");
        File.Delete(sysfs.PathOf("dev/ttyUSB0"));

        List().ShouldBeEmpty();
    }

    private IReadOnlyList<PortInfo> List() => LinuxPorts.List(sysfs.PathOf("dev"), sysfs.PathOf("tty"), sysfs.PathOf("by-id"));

    private void AddUsb(string name, string vendor, string product, string? text = null, string? maker = null, string? serial = null)
    {
        var usb = $"devices/{name}/usb";
        foreach (var (file, value) in new[] { ("idVendor", vendor), ("idProduct", product), ("product", text), ("manufacturer", maker), ("serial", serial) })
        {
            if (value is not null)
            {
                sysfs.Write($"{usb}/{file}", Encoding.ASCII.GetBytes(value + "\n"));
            }
        }

        Connect(name, $"{usb}/1-1:1.0/{name}", "cp210x");
    }

    private void AddPlatform(string name, string driver, string? type)
    {
        Connect(name, $"devices/platform/{name}", driver);
        if (type is not null)
        {
            sysfs.Write($"tty/{name}/type", Encoding.ASCII.GetBytes(type + "\n"));
        }
    }

    private void Connect(string name, string device, string driver)
    {
        Directory.CreateDirectory(sysfs.PathOf(device));
        Directory.CreateDirectory(sysfs.PathOf($"drivers/{driver}"));
        Directory.CreateSymbolicLink(sysfs.PathOf($"{device}/driver"), sysfs.PathOf($"drivers/{driver}"));
        sysfs.Write($"dev/{name}", []);
        Directory.CreateDirectory(sysfs.PathOf($"tty/{name}"));
        Directory.CreateSymbolicLink(sysfs.PathOf($"tty/{name}/device"), sysfs.PathOf(device));
    }

    private void AddLink(string link, string name)
    {
        Directory.CreateDirectory(sysfs.PathOf("by-id"));
        File.CreateSymbolicLink(sysfs.PathOf($"by-id/{link}"), $"../../{name}");
    }
}
