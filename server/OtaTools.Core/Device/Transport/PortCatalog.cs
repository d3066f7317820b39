using System.IO.Ports;

namespace OtaTools.Core.Device.Transport;

/// <summary>The serial ports of this computer, those on USB first.</summary>
public static class PortCatalog
{
    public static IReadOnlyList<PortInfo> List() =>
    [
        .. SerialPort.GetPortNames()
            .Distinct(StringComparer.Ordinal)
            .Select(name => OperatingSystem.IsLinux() ? FromSysfs(name) : new PortInfo(name))
            .OrderBy(port => port.VendorId is null)
            .ThenBy(port => port.Name, StringComparer.Ordinal),
    ];

    /// <summary>What is behind a name, which may be a link such as /dev/serial/by-id/…; null for what is in no list.</summary>
    public static PortInfo? Find(string name)
    {
        var target = PortName.Resolve(name);
        return List().FirstOrDefault(port => port.Name == target);
    }

    /// <summary>The same board under whatever name it has now; by its name alone where USB tells too little.</summary>
    public static PortInfo? FindAgain(PortInfo known)
    {
        var ports = List();
        var same = ports.Where(port => port.VendorId is not null && (port.VendorId, port.ProductId, port.SerialNumber) == (known.VendorId, known.ProductId, known.SerialNumber)).ToList();
        return same.Count == 1 ? same[0] : known.SerialNumber is not null ? null : ports.FirstOrDefault(port => port.Name == known.Name);
    }

    /// <summary>Linux tells a USB port's maker in the first parent directory that has an idVendor file.</summary>
    internal static PortInfo FromSysfs(string name, string sysfs = "/sys/class/tty")
    {
        var device = new DirectoryInfo(Path.Combine(sysfs, Path.GetFileName(name), "device"));
        var directory = device.Exists ? device.ResolveLinkTarget(returnFinalTarget: true) as DirectoryInfo ?? device : null;
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "idVendor")))
        {
            directory = directory.Parent;
        }

        return directory is null
            ? new PortInfo(name)
            : new PortInfo(name, Read("product"), Read("manufacturer"), Read("idVendor"), Read("idProduct"), Read("serial"));

        string? Read(string file)
        {
            var path = Path.Combine(directory.FullName, file);
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
    }
}
