namespace OtaTools.Core.Device.Transport;

/// <summary>Names of ports that are links to others, such as /dev/serial/by-id/….</summary>
internal static class PortName
{
    /// <summary>What a name points to now; itself where it is no link.</summary>
    public static string Resolve(string name)
    {
        if (OperatingSystem.IsWindows())
        {
            return name;
        }

        try
        {
            return File.ResolveLinkTarget(name, returnFinalTarget: true)?.FullName ?? name;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return name; // there is no such port, which opening it says best
        }
    }
}
