namespace OtaTools.Core.Serving.Addresses;

/// <summary>What an address is, for a person.</summary>
public static class AddressText
{
    /// <summary>In a few words.</summary>
    public static string LabelOf(AddressKind kind) => kind switch
    {
        AddressKind.Wifi => Strings.KindWifi(),
        AddressKind.Ethernet => Strings.KindEthernet(),
        AddressKind.PhoneTether => Strings.KindPhoneTether(),
        AddressKind.Hotspot => Strings.KindHotspot(),
        AddressKind.Vpn => Strings.KindVpn(),
        AddressKind.ContainerBridge => Strings.KindContainerBridge(),
        AddressKind.Container => Strings.KindContainer(),
        AddressKind.VirtualMachines => Strings.KindVirtualMachines(),
        AddressKind.VirtualMachine => Strings.KindVirtualMachine(),
        AddressKind.Wsl => Strings.KindWsl(),
        AddressKind.LinkLocal => Strings.KindLinkLocal(),
        AddressKind.Loopback => Strings.KindLoopback(),
        _ => Strings.KindLan(),
    };

    /// <summary>Whether a board can reach it, and why not.</summary>
    public static string About(AddressKind kind) => kind switch
    {
        AddressKind.PhoneTether => Strings.AboutPhoneTether(),
        AddressKind.Hotspot => Strings.AboutHotspot(),
        AddressKind.Vpn => Strings.AboutVpn(),
        AddressKind.ContainerBridge => Strings.AboutContainerBridge(),
        AddressKind.Container => Strings.AboutContainer(),
        AddressKind.VirtualMachines => Strings.AboutVirtualMachines(),
        AddressKind.VirtualMachine => Strings.AboutVirtualMachine(),
        AddressKind.Wsl => Strings.AboutWsl(),
        AddressKind.LinkLocal => Strings.AboutLinkLocal(),
        AddressKind.Loopback => Strings.AboutLoopback(),
        _ => Strings.AboutLan(),
    };
}
