using System.Net;
using System.Net.NetworkInformation;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Serving.Addresses;

/// <summary>Tells the kind of an interface from its name, the words that describe it, its type and its address: no system says it in one place.</summary>
internal static class AddressKinds
{
    /// <summary>Beginnings of interface names on Linux and macOS; the first that fits counts.</summary>
    private static readonly (AddressKind Kind, string[] Names)[] ByName =
    [
        (AddressKind.ContainerBridge, ["docker", "br-", "veth", "cni", "flannel", "podman", "lxc", "lxd", "cali", "cilium", "kube", "nerdctl"]),
        (AddressKind.VirtualMachines, ["virbr", "vmnet", "vboxnet", "vnet", "bridge1"]),
        (AddressKind.Vpn, ["tun", "tap", "utun", "wg", "ppp", "zt", "tailscale", "ipsec", "nordlynx", "proton", "cscotun", "gpd", "mullvad"]),
        (AddressKind.PhoneTether, ["usb", "rndis", "bnep", "wwan"]),
        (AddressKind.Wifi, ["wl", "ath", "ra0"]),
        (AddressKind.Ethernet, ["eth", "eno", "ens", "enp", "enx"]),
    ];

    /// <summary>Words in Windows' names and descriptions; the first that fits counts.</summary>
    private static readonly (AddressKind Kind, string[] Words)[] ByWord =
    [
        (AddressKind.Wsl, ["(wsl"]),
        (AddressKind.ContainerBridge, ["docker", "podman"]),
        (AddressKind.Vpn, ["vpn", "tap-", "wireguard", "wintun", "tailscale", "zerotier", "anyconnect", "fortinet", "pangp", "juniper", "checkpoint"]),
        (AddressKind.PhoneTether, ["remote ndis", "apple mobile device", "bluetooth"]),
        (AddressKind.Hotspot, ["wi-fi direct"]),
        (AddressKind.VirtualMachines, ["hyper-v", "vethernet", "vmware", "virtualbox", "parallels", "virtual", "wsl"]),
        (AddressKind.Wifi, ["wi-fi", "wifi", "wireless", "wlan", "802.11"]),
    ];

    public static bool IsUsable(this AddressKind kind) =>
        kind is AddressKind.Wifi or AddressKind.Ethernet or AddressKind.Lan or AddressKind.PhoneTether or AddressKind.Hotspot;

    /// <param name="around">What this program runs in: inside a container or a virtual machine an Ethernet interface is none.</param>
    public static AddressKind Of(string name, string description, NetworkInterfaceType type, IPAddress address, Surroundings around)
    {
        var bytes = address.GetAddressBytes();
        return bytes switch
        {
            [127, ..] => AddressKind.Loopback,
            [169, 254, ..] => AddressKind.LinkLocal,
            [192, 168, 137, 1] or [10, 42, 0, 1] => AddressKind.Hotspot, // Windows' and NetworkManager's own
            [192, 168, 2, 1] when name.StartsWith("bridge1", StringComparison.Ordinal) => AddressKind.Hotspot, // Internet Sharing of macOS
            _ when around.Inside(bytes) is { } inside && OfName(name, description, type) is AddressKind.Ethernet or AddressKind.Lan => inside,
            [100, >= 64 and < 128, ..] => AddressKind.Vpn, // Tailscale's, and of networks that no board is in either
            [172, 20, 10, < 16] => AddressKind.PhoneTether, // an iPhone's
            _ => OfName(name, description, type),
        };
    }

    private static AddressKind OfName(string name, string description, NetworkInterfaceType type)
    {
        var isName = name.All(c => c is not ' ' and not (>= 'A' and <= 'Z')); // Windows has descriptions: vEthernet (WSL)
        foreach (var (kind, names) in ByName)
        {
            if (isName && names.Any(n => name.StartsWith(n, StringComparison.Ordinal)))
            {
                return kind;
            }
        }

        foreach (var (kind, words) in ByWord)
        {
            if (words.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase) || description.Contains(w, StringComparison.OrdinalIgnoreCase)))
            {
                return kind;
            }
        }

        return type switch
        {
            NetworkInterfaceType.Wireless80211 => AddressKind.Wifi,
            NetworkInterfaceType.Ppp or NetworkInterfaceType.Tunnel => AddressKind.Vpn,
            NetworkInterfaceType.Wwanpp or NetworkInterfaceType.Wwanpp2 => AddressKind.PhoneTether,
            NetworkInterfaceType.Ethernet when OperatingSystem.IsWindows() => AddressKind.Ethernet,
            _ => AddressKind.Lan,
        };
    }

    /// <summary>What a network inside of something looks like, by the addresses that Docker, Podman, WSL and virtual machines hand out.</summary>
    private static AddressKind? Inside(this Surroundings around, byte[] address) => address switch
    {
        [172, >= 16 and < 32, ..] or [10, 88, ..] or [10, 0, 2, ..] or [192, 168, 127, ..] when around.IsContainer => AddressKind.Container,
        [172, >= 16 and < 32, ..] when around.Has(SurroundingKind.Wsl2) => AddressKind.Wsl,
        [10, 0, 2, ..] or [192, 168, 122, ..] or [192, 168, 64, ..] when around.Has(SurroundingKind.VirtualMachine) => AddressKind.VirtualMachine,
        _ => null,
    };
}
