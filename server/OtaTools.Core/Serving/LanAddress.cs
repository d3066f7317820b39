using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Serving;

/// <summary>An IPv4 address of this computer.</summary>
public sealed record LanInterface(string Name, string Description, IPAddress Address, bool HasGateway, AddressKind Kind, IPAddress? Mask = null)
{
    /// <summary>Of a VPN, container or virtual machine: a board in the Wi-Fi cannot reach it.</summary>
    public bool IsVirtual => !Kind.IsUsable();

    /// <summary>In the network of this interface; false where its mask is not known.</summary>
    public bool IsNeighbour(IPAddress other) => Subnet.Of(Address, Mask) is { } subnet && subnet.Contains(other);
}

/// <summary>Which address of this computer a board can reach.</summary>
public static class LanAddress
{
    /// <summary>For route look-ups only: nothing is sent to it (TEST-NET-1, RFC 5737).</summary>
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.1");

    /// <summary>What may be in a LAN or not, without what never is: loopback and link-local addresses.</summary>
    public static IReadOnlyList<LanInterface> List() =>
        [.. ListAll().Where(i => i.Kind is not (AddressKind.Loopback or AddressKind.LinkLocal))];

    /// <summary>Every one that is up.</summary>
    public static IReadOnlyList<LanInterface> ListAll()
    {
        var around = Surroundings.Look(remoteName: null);
        return [.. NetworkInterface.GetAllNetworkInterfaces().Where(n => n.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown).SelectMany(n => Addresses(n, around))];
    }

    /// <param name="device">How this computer reaches the board's console.</param>
    /// <param name="board">The board's own address in the Wi-Fi, as it tells over the console; null before it has one.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.NoAddress"/></exception>
    public static IPAddress For(DeviceAddress? device, IPAddress? board) =>
        IfAny(device, board) ?? throw new OtaToolsException(ErrorCode.NoAddress, Strings.NoAddress());

    /// <summary>As <see cref="For"/>; null where there is none.</summary>
    public static IPAddress? IfAny(DeviceAddress? device, IPAddress? board)
    {
        if (device is TcpAddress { IsLoopback: true })
        {
            return IPAddress.Loopback;
        }

        return board is not null && OnRouteTo(board) is { } local ? local : Choose(List(), RouteTo(Elsewhere));
    }

    /// <summary>
    /// The default route's interface, unless that is a VPN or the like; then the first real one. Inside of a container or a
    /// virtual machine there is no real one: better its own address than none.
    /// </summary>
    internal static IPAddress? Choose(IReadOnlyList<LanInterface> interfaces, IPAddress? onDefaultRoute) =>
        interfaces
            .Where(i => Rank(i.Kind) is not null)
            .OrderBy(i => Rank(i.Kind))
            .ThenByDescending(i => i.Address.Equals(onDefaultRoute))
            .ThenByDescending(i => i.HasGateway)
            .FirstOrDefault()?.Address;

    /// <summary>
    /// A neighbour's interface first: routes of a VPN for whole private ranges lead there otherwise. A default route into a
    /// VPN says nothing of where a board is.
    /// </summary>
    private static IPAddress? OnRouteTo(IPAddress board)
    {
        var all = ListAll();
        if (all.Where(i => i.IsNeighbour(board)).OrderBy(i => i.IsVirtual).FirstOrDefault() is { } neighbour)
        {
            return neighbour.Address;
        }

        return RouteTo(board) is { } local && all.FirstOrDefault(i => i.Address.Equals(local)) is not { IsVirtual: true } ? local : null;
    }

    private static int? Rank(AddressKind kind) => kind switch
    {
        AddressKind.PhoneTether => 1,
        AddressKind.Container or AddressKind.VirtualMachine => 2,
        AddressKind.Wsl when OperatingSystem.IsLinux() => 2, // the inside; Windows has the outside
        _ => kind.IsUsable() ? 0 : null,
    };

    private static IEnumerable<LanInterface> Addresses(NetworkInterface network, Surroundings around)
    {
        var properties = network.GetIPProperties();
        var gateway = properties.GatewayAddresses.Any(g => g.Address.AddressFamily == AddressFamily.InterNetwork);
        return properties.UnicastAddresses
            .Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(a => new LanInterface(
                network.Name,
                network.Description,
                a.Address,
                gateway,
                AddressKinds.Of(network.Name, network.Description, network.NetworkInterfaceType, a.Address, around),
                a.IPv4Mask));
    }

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
