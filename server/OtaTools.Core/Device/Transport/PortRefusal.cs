namespace OtaTools.Core.Device.Transport;

/// <summary>Why a serial port was not opened, and what to do.</summary>
internal static class PortRefusal
{
    private const int MostHolders = 3;
    private const int PermissionDenied = 13; // EACCES, on Linux and macOS

    /// <param name="cause">What SerialPort.Open threw: Unix tells a missing port, a busy one and a forbidden one in one type.</param>
    public static OtaToolsException Of(SerialAddress address, Exception cause)
    {
        if (cause is not UnauthorizedAccessException)
        {
            // Windows tells a missing port so.
            return cause is FileNotFoundException
                ? new OtaToolsException(ErrorCode.DeviceNotFound, Strings.PortNotFound(address), cause)
                : new OtaToolsException(ErrorCode.DeviceNotFound, Strings.PortNotOpened(address, cause.Message), cause);
        }

        if (!OperatingSystem.IsWindows() && !File.Exists(address.PortName))
        {
            return new OtaToolsException(ErrorCode.DeviceNotFound, Strings.PortNotFound(address), cause);
        }

        return IsForbidden(cause)
            ? new OtaToolsException(ErrorCode.DeviceNoPermission, NoPermission(address), cause)
            : new OtaToolsException(ErrorCode.DeviceBusy, Busy(address), cause);
    }

    /// <param name="user">Who wants to open it.</param>
    /// <param name="groups">The lines of /etc/group; of /etc/passwd <paramref name="users"/>.</param>
    internal static string NoPermission(
        SerialAddress address, UnixFileMode mode, (uint User, uint Group) owner, string user, string[] groups, string[] users)
    {
        const UnixFileMode ReadAndWrite = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        var group = LinuxAccounts.NameOf(owner.Group, groups);
        return (mode & ReadAndWrite) != ReadAndWrite || owner.Group == 0 ? Strings.PortNoPermissionOwner(address, LinuxAccounts.NameOf(owner.User, users))
            : LinuxAccounts.HasMember(owner.Group, user, groups) ? Strings.PortNoPermissionSession(address, group)
            : Strings.PortNoPermissionGroup(address, group, user);
    }

    private static bool IsForbidden(Exception? cause)
    {
        for (; cause is not null && !OperatingSystem.IsWindows(); cause = cause.InnerException)
        {
            if (cause.HResult == PermissionDenied)
            {
                return true;
            }
        }

        return false;
    }

    private static string NoPermission(SerialAddress address)
    {
        try
        {
            return OperatingSystem.IsLinux() && LinuxFileOwner.Of(address.PortName) is { } owner
                ? NoPermission(
                    address, File.GetUnixFileMode(Resolve(address.PortName)), owner, Environment.UserName, File.ReadAllLines("/etc/group"), File.ReadAllLines("/etc/passwd"))
                : Strings.PortNoPermission(address);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Strings.PortNoPermission(address);
        }
    }

    /// <summary>Only a user's own processes let themselves be looked into.</summary>
    private static string Busy(SerialAddress address)
    {
        var path = Resolve(address.PortName);
        var holders = OpenFiles.HoldersOf(target => target == path, MostHolders);
        return holders.Count > 0 ? Strings.PortBusyBy(address, string.Join("; ", holders)) : Strings.PortBusy(address);
    }

    private static string Resolve(string path)
    {
        try
        {
            // On Windows the question would open the port.
            return OperatingSystem.IsWindows() ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
