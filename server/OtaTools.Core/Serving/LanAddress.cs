using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Serving;

/// <summary>An IPv4 address of this computer.</summary>
/// <param name="IsVirtual">Of a VPN, container or virtual machine: a board in the Wi-Fi cannot reach it.</param>
public sealed record LanInterface(string Name, string Description, IPAddress Address, bool HasGateway, bool IsVirtual);

/// <summary>Which address of this computer a board can reach.</summary>
public static class LanAddress
{
    /// <summary>Beginnings of interface names, and words in Windows' descriptions, of networks that are not the LAN.</summary>
    private static readonly string[] VirtualNames =
        ["docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "utun", "wg", "ppp", "zt", "tailscale", "ipsec", "lxc", "lxd", "cni", "flannel", "podman", "bridge1"];

    private static readonly string[] VirtualWords =
        ["virtual", "hyper-v", "vethernet", "wsl", "vmware", "virtualbox", "vpn", "tap-", "wireguard", "wintun", "tailscale", "zerotier", "docker", "openvpn", "anyconnect"];

    /// <summary>For route look-ups only: nothing is sent to it (TEST-NET-1, RFC 5737).</summary>
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.1");

    public static IReadOnlyList<LanInterface> List() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(Addresses),
    ];

    /// <param name="device">How this computer reaches the board's console.</param>
    /// <param name="board">The board's own address in the Wi-Fi, as it tells over the console; null before it has one.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.NoAddress"/></exception>
    public static IPAddress For(DeviceAddress? device, IPAddress? board)
    {
        if (device is TcpAddress { IsLoopback: true })
        {
            return IPAddress.Loopback;
        }

        if (board is not null && RouteTo(board) is { } local)
        {
            return local;
        }

        return Choose(List(), RouteTo(Elsewhere)) ?? throw new OtaToolsException(ErrorCode.NoAddress, Strings.NoAddress());
    }

    /// <summary>The default route's interface, unless that is a VPN or the like; then the first real one.</summary>
    internal static IPAddress? Choose(IReadOnlyList<LanInterface> interfaces, IPAddress? onDefaultRoute) =>
        interfaces
            .Where(i => !i.IsVirtual)
            .OrderByDescending(i => i.Address.Equals(onDefaultRoute))
            .ThenByDescending(i => i.HasGateway)
            .FirstOrDefault()?.Address;

    internal static bool LooksVirtual(string name, string description) =>
        VirtualNames.Any(n => name.StartsWith(n, StringComparison.OrdinalIgnoreCase))
        || VirtualWords.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase) || description.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<LanInterface> Addresses(NetworkInterface network)
    {
        var properties = network.GetIPProperties();
        var gateway = properties.GatewayAddresses.Any(g => g.Address.AddressFamily == AddressFamily.InterNetwork);
        return properties.UnicastAddresses
            .Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork && !IsLinkLocal(a.Address))
            .Select(a => new LanInterface(network.Name, network.Description, a.Address, gateway, LooksVirtual(network.Name, network.Description)));
    }

    private static bool IsLinkLocal(IPAddress address) => address.GetAddressBytes() is [169, 254, ..];

    /// <summary>Connecting a UDP socket only asks the routing table.</summary>
    private static IPAddress? RouteTo(IPAddress target)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(target, 9);
            return (socket.LocalEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
