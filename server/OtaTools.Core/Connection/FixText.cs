namespace OtaTools.Core.Connection;

/// <summary>What to do about a cause, with the command, page or setting by name.</summary>
internal static class FixText
{
    /// <returns>Null where nothing has to be done.</returns>
    public static string? Of(Evidence seen, Diagnosis found) => found.Cause switch
    {
        ConnectionCause.Ok => null,
        ConnectionCause.NoWifi => Strings.FixNoWifi(),
        ConnectionCause.NoConfiguration => Strings.FixConfigureWifi(),
        ConnectionCause.NoSuchNetwork => Strings.FixNoSuchNetwork(),
        ConnectionCause.WrongPassword => Strings.FixWrongPassword(),
        ConnectionCause.NoAddressFromRouter => Strings.FixNoAddressFromRouter(),
        ConnectionCause.NotJoined => Strings.FixNotJoined(Words.Printable(seen.Wifi.Mac)),
        ConnectionCause.AnotherSubnet => Strings.FixAnotherSubnet(Words.Ssid(seen.Wifi)),
        ConnectionCause.ClientIsolation => Strings.FixClientIsolation(),
        ConnectionCause.FirewallDrops or ConnectionCause.FirewallRejects => OfFirewall(seen.Firewall, seen.Port),
        ConnectionCause.WrongInterface =>
            new[] { seen.Better, seen.Asked }.FirstOrDefault(target => target?.Reach == Reach.Answered) is { } better
                ? Strings.FixChooseBetter(better.Host) : Strings.FixChooseAddress(),
        ConnectionCause.StaleAddress => found.Subject == seen.Asked ? Strings.FixChooseAddress() : Strings.FixStaleAddress(),
        ConnectionCause.WrongPort => Strings.FixStaleAddress(),
        ConnectionCause.ServerNotRunning => Strings.FixServerNotRunning(),
        ConnectionCause.AnotherProgram => Strings.FixAnotherProgram(),
        ConnectionCause.ContainerBetween => Strings.FixContainer(seen.Port),
        ConnectionCause.WslBetween => Strings.FixWsl(seen.Port),
        ConnectionCause.VirtualMachineBetween => Strings.FixVirtualMachine(seen.Port),
        ConnectionCause.RemoteBetween => Strings.FixRemote(),
        ConnectionCause.BrokenNetwork => Strings.FixBrokenNetwork(),
        ConnectionCause.NameNotFound => Strings.FixNameNotFound(),
        _ => Strings.FixUnknown(),
    };

    private static string OfFirewall(FirewallKind firewall, int port) => firewall switch
    {
        FirewallKind.Ufw => Strings.FixFirewallUfw(port),
        FirewallKind.Firewalld => Strings.FixFirewallFirewalld(port),
        FirewallKind.Windows => Strings.FixFirewallWindows(port),
        FirewallKind.MacOS => Strings.FixFirewallMac(),
        _ => Strings.FixFirewallLinux(port),
    };
}
