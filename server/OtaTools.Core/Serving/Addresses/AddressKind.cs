namespace OtaTools.Core.Serving.Addresses;

/// <summary>What kind of network an address of this computer is in.</summary>
public enum AddressKind
{
    Wifi,
    Ethernet,

    /// <summary>Of a LAN, as far as can be told.</summary>
    Lan,

    /// <summary>A phone that shares its connection, by cable or Bluetooth.</summary>
    PhoneTether,

    /// <summary>This computer's own access point: boards that joined it reach it there.</summary>
    Hotspot,
    Vpn,

    /// <summary>The bridge to containers on this computer.</summary>
    ContainerBridge,

    /// <summary>The inside of the container that this program runs in.</summary>
    Container,

    /// <summary>The network to virtual machines on this computer.</summary>
    VirtualMachines,

    /// <summary>The inside of the virtual machine that this program runs in.</summary>
    VirtualMachine,

    /// <summary>Between Windows and WSL.</summary>
    Wsl,

    /// <summary>169.254.x.x: no router gave an address.</summary>
    LinkLocal,
    Loopback,
}
