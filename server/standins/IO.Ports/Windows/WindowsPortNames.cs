using System.Runtime.Versioning;
using Microsoft.Win32;

namespace System.IO.Ports.Windows;

/// <summary>The ports that drivers have registered, as COM1.</summary>
internal static class WindowsPortNames
{
    [SupportedOSPlatform("windows")]
    public static string[] Find()
    {
        using var ports = Registry.LocalMachine.OpenSubKey(@"HARDWARE\DEVICEMAP\SERIALCOMM");
        return ports is null ? [] : [.. ports.GetValueNames().Select(name => ports.GetValue(name)).OfType<string>().Where(name => name.Length > 0)];
    }
}
