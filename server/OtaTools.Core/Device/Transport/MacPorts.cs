using System.Globalization;
using System.IO.Ports;
using OtaTools.Core.Device.Transport.Mac;

namespace OtaTools.Core.Device.Transport;

/// <summary>The serial ports that macOS has now. Of its two names for each, /dev/cu.… does not wait for a carrier, which boards do not have.</summary>
public static class MacPorts
{
    private const string Prefix = "/dev/cu.";

    public static IReadOnlyList<PortInfo> List()
    {
        if (!OperatingSystem.IsMacOS())
        {
            return [];
        }

        try
        {
            var ports = new List<PortInfo>();
            SerialServices.ForEach(service =>
            {
                if (Describe(service) is { } port)
                {
                    ports.Add(port);
                }
            });
            return ports;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return FromNames(SerialPort.GetPortNames());
        }
    }

    internal static IReadOnlyList<PortInfo> FromNames(IEnumerable<string> names) =>
        [.. names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => new PortInfo(name, Kind: KindOf(name)))];

    internal static PortInfo? Describe(ISerialService service)
    {
        if (service.Text("IOCalloutDevice") is not { } name)
        {
            return null;
        }

        // The radio itself sits on USB in older Macs: what belongs to it is not what belongs to the port.
        if (KindOf(name) == PortKind.Bluetooth || service.Number("idVendor") is not { } vendor)
        {
            return new PortInfo(name, Kind: KindOf(name));
        }

        return UsbSerialChips.Identify(new PortInfo(
            name,
            service.Text("USB Product Name") ?? service.Text("kUSBProductString"),
            service.Text("USB Vendor Name") ?? service.Text("kUSBVendorString"),
            Hex(vendor),
            service.Number("idProduct") is { } product ? Hex(product) : null,
            service.Text("USB Serial Number") ?? service.Text("kUSBSerialNumberString")));
    }

    private static PortKind KindOf(string name) =>
        name.Contains("Bluetooth", StringComparison.OrdinalIgnoreCase) || name.StartsWith(Prefix + "BLTH", StringComparison.Ordinal) ? PortKind.Bluetooth
        : PortKind.Other;

    private static string Hex(int id) => ((ushort)id).ToString("x4", CultureInfo.InvariantCulture);
}
