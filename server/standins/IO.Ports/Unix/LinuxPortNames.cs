namespace System.IO.Ports.Unix;

/// <summary>Finds the serial ports that have hardware behind them: Linux makes ttyS0 to ttyS31 whether they exist or not.</summary>
internal static class LinuxPortNames
{
    private static readonly string[] _prefixes = ["ttyUSB", "ttyACM", "ttyAMA", "ttyS"];

    /// <param name="devices">The folder of device files: /dev.</param>
    /// <param name="classes">The folder with one entry per terminal: /sys/class/tty.</param>
    public static string[] Find(string devices, string classes)
    {
        var found = Directory.EnumerateFiles(devices, "tty*").Where(IsSerial);
        return [.. found.Where(path => HasHardware(Path.Combine(classes, Path.GetFileName(path)))).Order(StringComparer.Ordinal)];
    }

    private static bool IsSerial(string path)
    {
        var name = Path.GetFileName(path);
        return _prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal) && name.AsSpan(prefix.Length) is [>= '0' and <= '9', ..]);
    }

    private static bool HasHardware(string entry)
    {
        if (!Path.Exists(Path.Combine(entry, "device", "driver")))
            return false;

        // 8250-like ports tell their type; 0 is a port that was looked for and not found.
        var type = Path.Combine(entry, "type");
        return !File.Exists(type) || File.ReadAllText(type).Trim() != "0";
    }
}
