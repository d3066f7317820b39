namespace OtaTools.Core.Connection;

internal static class FirewallKinds
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/sbin"];

    public static FirewallKind Here() =>
        OperatingSystem.IsWindows() ? FirewallKind.Windows
        : OperatingSystem.IsMacOS() ? FirewallKind.MacOS
        : IsInstalled("ufw") ? FirewallKind.Ufw
        : IsInstalled("firewall-cmd") ? FirewallKind.Firewalld
        : FirewallKind.Linux;

    private static bool IsInstalled(string program) => Folders.Any(folder => File.Exists(Path.Combine(folder, program)));
}
