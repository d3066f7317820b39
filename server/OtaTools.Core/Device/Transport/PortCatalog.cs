using System.IO.Ports;

namespace OtaTools.Core.Device.Transport;

/// <summary>The serial ports of this computer.</summary>
public static class PortCatalog
{
    /// <summary>Boards first, then bridges, then what else is on USB; modems and Bluetooth last.</summary>
    public static IReadOnlyList<PortInfo> List() => Sorted(OfThisSystem());

    /// <summary>What is behind a name, which may be a link such as /dev/serial/by-id/…; null where no such port is listed.</summary>
    public static PortInfo? Find(string name) => Find(name, List());

    /// <summary>The same board under whatever name it has now; null where it is not there, or two could be it.</summary>
    public static PortInfo? FindAgain(PortInfo known) => FindAgain(known, List());

    /// <summary>COM10 comes after COM9.</summary>
    internal static IReadOnlyList<PortInfo> Sorted(IEnumerable<PortInfo> ports) =>
    [
        .. ports.DistinctBy(port => port.Name)
            .OrderBy(port => port.Kind)
            .ThenBy(port => port.Name.TrimEnd([.. "0123456789"]), StringComparer.Ordinal)
            .ThenBy(port => port.Name.Length)
            .ThenBy(port => port.Name, StringComparer.Ordinal),
    ];

    internal static PortInfo? Find(string name, IReadOnlyList<PortInfo> ports)
    {
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var target = PortName.Resolve(name);
        return ports.FirstOrDefault(port => port.Name.Equals(target, comparison));
    }

    internal static PortInfo? FindAgain(PortInfo known, IReadOnlyList<PortInfo> ports)
    {
        if (known.VendorId is null)
        {
            return ports.FirstOrDefault(port => port.Name == known.Name);
        }

        var same = ports
            .Where(port => (port.VendorId, port.ProductId, port.SerialNumber) == (known.VendorId, known.ProductId, known.SerialNumber))
            .ToList();
        if (same.Count < 2)
        {
            return same.FirstOrDefault();
        }

        // A chip with several ports, a number that a maker gave to all, or none at all: the names say which.
        return same.Find(port => port.Name == known.Name && port.StableName == known.StableName)
            ?? same.Find(port => known.StableName is not null && port.StableName == known.StableName && known.SerialNumber is not null)
            ?? same.Find(port => port.Name == known.Name);
    }

    private static IEnumerable<PortInfo> OfThisSystem() =>
        OperatingSystem.IsLinux() ? LinuxPorts.List()
        : OperatingSystem.IsWindows() ? WindowsPorts.List()
        : OperatingSystem.IsMacOS() ? MacPorts.List()
        : SerialPort.GetPortNames().Select(name => new PortInfo(name));
}
