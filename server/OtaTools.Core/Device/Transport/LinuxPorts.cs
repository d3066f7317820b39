namespace OtaTools.Core.Device.Transport;

/// <summary>Serial ports from sysfs: what has hardware behind it, and what USB tells of that.</summary>
internal static class LinuxPorts
{
    private const string Devices = "/dev";
    private const string Sysfs = "/sys/class/tty";
    private const string StableNames = "/dev/serial/by-id";
    private const string Bluetooth = "rfcomm";

    public static IReadOnlyList<PortInfo> List() => List(Devices, Sysfs, StableNames);

    /// <param name="devices">The folder of device files: a container sees all ports in sysfs, and has those that it was given.</param>
    /// <param name="sysfs">The folder with an entry for each terminal.</param>
    /// <param name="stableNames">The folder in which udev keeps a link for each USB port.</param>
    internal static IReadOnlyList<PortInfo> List(string devices, string sysfs, string stableNames)
    {
        if (!Directory.Exists(sysfs))
        {
            return [];
        }

        var links = LinksIn(stableNames);
        return
        [
            .. Directory.EnumerateFileSystemEntries(sysfs)
                .Where(entry => File.Exists(Path.Combine(devices, Path.GetFileName(entry))) && HasHardware(entry))
                .Select(entry => Describe(entry, Path.Combine(devices, Path.GetFileName(entry)), links.GetValueOrDefault(Path.GetFileName(entry)))),
        ];
    }

    /// <summary>The kernel makes ttyS0 to ttyS31 whether they exist or not; other terminals without a device are no ports.</summary>
    private static bool HasHardware(string entry)
    {
        var name = Path.GetFileName(entry);
        if (name.StartsWith(Bluetooth, StringComparison.Ordinal))
        {
            return true;
        }

        var driver = new DirectoryInfo(Path.Combine(entry, "device", "driver"));
        if (!driver.Exists)
        {
            return false;
        }

        // 0 is a port that was looked for and not found. Where only root may read that, so is what was looked for on the
        // addresses of old: real ports come from ACPI, PCI or a device tree, under drivers of other names.
        return ReadLine(Path.Combine(entry, "type")) is { } type
            ? type != "0"
            : !name.StartsWith("ttyS", StringComparison.Ordinal) || (driver.ResolveLinkTarget(returnFinalTarget: true) ?? driver).Name != "serial8250";
    }

    private static PortInfo Describe(string entry, string name, string? stableName)
    {
        var device = new DirectoryInfo(Path.Combine(entry, "device"));
        var folder = device.Exists ? device.ResolveLinkTarget(returnFinalTarget: true) as DirectoryInfo ?? device : null;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "idVendor")))
        {
            folder = folder.Parent;
        }

        if (folder is null)
        {
            return new PortInfo(name, Kind: Path.GetFileName(entry).StartsWith(Bluetooth, StringComparison.Ordinal) ? PortKind.Bluetooth : PortKind.Other);
        }

        return UsbSerialChips.Identify(
            new PortInfo(name, Tell("product"), Tell("manufacturer"), Tell("idVendor"), Tell("idProduct"), Tell("serial"), stableName));

        string? Tell(string file) => ReadLine(Path.Combine(folder.FullName, file)) is { Length: > 0 } text ? text : null;
    }

    /// <returns>Links by the name of the terminal that they lead to.</returns>
    private static Dictionary<string, string> LinksIn(string folder)
    {
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(folder))
        {
            foreach (var link in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                if (File.ResolveLinkTarget(link, returnFinalTarget: false) is { } target)
                {
                    links.TryAdd(target.Name, link);
                }
            }
        }

        return links;
    }

    /// <returns>Null where the file is not there, not for us, or its device vanishes just now.</returns>
    private static string? ReadLine(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
