using System.IO.Ports;

namespace OtaTools.Core.Device.Transport;

/// <summary>The serial ports of this computer, those on USB first.</summary>
public static class PortCatalog
{
    public static IReadOnlyList<PortInfo> List() =>
    [
        .. Find().OrderBy(port => port.Kind).ThenBy(port => port.VendorId is null).ThenBy(port => port.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<PortInfo> Find() =>
        OperatingSystem.IsWindows() ? WindowsPorts.List()
        : OperatingSystem.IsMacOS() ? MacPorts.List()
        : SerialPort.GetPortNames().Distinct(StringComparer.Ordinal).Select(name => FromSysfs(name));

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
