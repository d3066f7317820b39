using OtaTools.Core.Device.Transport.Windows;

namespace OtaTools.Core.Device.Transport;

/// <summary>The serial ports that Windows has now, with the devices behind them.</summary>
public static class WindowsPorts
{
    private const string Ports = @"HARDWARE\DEVICEMAP\SERIALCOMM";
    private const string Devices = @"SYSTEM\CurrentControlSet\Enum";
    private const string Services = @"SYSTEM\CurrentControlSet\Services";

    // Thousands of instances, none of which has a port.
    private static readonly string[] WithoutPorts = ["SWD", "HTREE", "DISPLAY", "STORAGE", "HID", "HDAUDIO", "SCSI"];

    public static IReadOnlyList<PortInfo> List() => OperatingSystem.IsWindows() ? List(new LocalMachine()) : [];

    /// <summary>One name for what Windows takes for the same port: com5, COM5:, \\.\COM5.</summary>
    internal static string NameOf(string text)
    {
        var name = text.StartsWith(@"\\.\", StringComparison.Ordinal) ? text[4..] : text;
        name = name.TrimEnd(':');
        return name.StartsWith("COM", StringComparison.OrdinalIgnoreCase) ? name.ToUpperInvariant() : name;
    }

    internal static IReadOnlyList<PortInfo> List(IRegistryView registry)
    {
        var drivers = registry.ValuesOf(Ports);
        var devices = (drivers.Count == 0 ? [] : DevicesIn(registry)).ToLookup(device => device.PortName, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. drivers.DistinctBy(driver => driver.Value, StringComparer.OrdinalIgnoreCase)
                .OrderBy(driver => driver.Value.Length)
                .ThenBy(driver => driver.Value, StringComparer.OrdinalIgnoreCase)
                .Select(driver => Identified(Present(registry, devices[driver.Value])?.ToPortInfo(driver.Value)) ?? Unknown(driver.Value, driver.Key)),
        ];
    }

    /// <summary>What Windows takes for a modem is one, whatever its maker makes besides.</summary>
    private static PortInfo? Identified(PortInfo? port) => port is { Kind: PortKind.Usb } ? UsbSerialChips.Identify(port) : port;

    /// <summary>Devices that were here once keep their port's name; those that are here now are on their driver's list.</summary>
    private static PortDevice? Present(IRegistryView registry, IEnumerable<PortDevice> devices)
    {
        var candidates = devices.ToList();
        return candidates.Find(IsPresent) ?? candidates.FirstOrDefault();

        bool IsPresent(PortDevice device) =>
            registry.ValuesOf($@"{Services}\{device.Service}\Enum").Values.Contains(device.Id.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <param name="driver">The driver's own name of the port: \Device\BthModem0.</param>
    private static PortInfo Unknown(string name, string driver) =>
        new(name, Kind: driver.Contains("BthModem", StringComparison.OrdinalIgnoreCase) ? PortKind.Bluetooth : PortKind.Other);

    private static IEnumerable<PortDevice> DevicesIn(IRegistryView registry) =>
        from enumerator in registry.KeysOf(Devices).Except(WithoutPorts, StringComparer.OrdinalIgnoreCase)
        from device in registry.KeysOf($@"{Devices}\{enumerator}")
        from instance in registry.KeysOf($@"{Devices}\{enumerator}\{device}")
        let id = new InstanceId(enumerator, device, instance)
        let port = registry.ValuesOf($@"{Devices}\{id}\Device Parameters").GetValueOrDefault("PortName")
        where port is not null
        select new PortDevice(id, port, registry.ValuesOf($@"{Devices}\{id}"), SerialNumberOfWhole(registry, id));

    /// <summary>A function of a device is named after a prefix that the device keeps; the device is named after its serial number.</summary>
    private static string? SerialNumberOfWhole(IRegistryView registry, InstanceId function) =>
        function.WholeDevice is not { } device ? null
        : registry.KeysOf($@"{Devices}\{function.Enumerator}\{device}")
            .Select(instance => new InstanceId(function.Enumerator, device, instance))
            .FirstOrDefault(whole => registry.ValuesOf($@"{Devices}\{whole}").GetValueOrDefault("ParentIdPrefix") is { } prefix
                && function.Instance.StartsWith(prefix + "&", StringComparison.OrdinalIgnoreCase))
            ?.SerialNumber;
}
