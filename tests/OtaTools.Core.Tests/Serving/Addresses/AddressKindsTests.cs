using System.Net;
using System.Net.NetworkInformation;
using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Tests.Serving.Addresses;

public class AddressKindsTests
{
    [Theory]
    [InlineData("docker0", "", "172.17.0.1", AddressKind.ContainerBridge)]
    [InlineData("br-5f3a2b", "", "172.18.0.1", AddressKind.ContainerBridge)]
    [InlineData("veth12ab", "", "10.1.2.3", AddressKind.ContainerBridge)]
    [InlineData("virbr0", "", "192.168.122.1", AddressKind.VirtualMachines)]
    [InlineData("vmnet8", "", "192.168.56.1", AddressKind.VirtualMachines)]
    [InlineData("bridge100", "", "192.168.64.1", AddressKind.VirtualMachines)]
    [InlineData("vEthernet (Default Switch)", "Hyper-V Virtual Ethernet Adapter", "172.22.0.1", AddressKind.VirtualMachines)]
    [InlineData("Ethernet 3", "VMware Virtual Ethernet Adapter for VMnet8", "192.168.80.1", AddressKind.VirtualMachines)]
    [InlineData("vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter", "172.29.16.1", AddressKind.Wsl)]
    [InlineData("vEthernet (WSL (Hyper-V firewall))", "Hyper-V Virtual Ethernet Adapter", "172.29.16.1", AddressKind.Wsl)]
    [InlineData("tun0", "", "10.8.0.2", AddressKind.Vpn)]
    [InlineData("utun3", "utun3", "10.8.0.2", AddressKind.Vpn)]
    [InlineData("wg0", "", "10.6.0.2", AddressKind.Vpn)]
    [InlineData("tailscale0", "", "100.101.102.103", AddressKind.Vpn)]
    [InlineData("Ethernet 5", "Some adapter", "100.64.0.9", AddressKind.Vpn)]
    [InlineData("Ethernet 2", "TAP-Windows Adapter V9", "10.8.0.6", AddressKind.Vpn)]
    [InlineData("OpenVPN Wintun", "Wintun Userspace Tunnel", "10.8.0.6", AddressKind.Vpn)]
    [InlineData("eth0", "", "169.254.7.8", AddressKind.LinkLocal)]
    [InlineData("lo", "", "127.0.0.1", AddressKind.Loopback)]
    public void Networks_that_no_board_is_in(string name, string description, string address, AddressKind kind)
    {
        Kind(name, description, address).ShouldBe(kind);
        kind.IsUsable().ShouldBeFalse();
    }

    [Theory]
    [InlineData("eth0", "", "192.168.1.2", AddressKind.Ethernet)]
    [InlineData("enp3s0", "", "10.0.0.5", AddressKind.Ethernet)]
    [InlineData("eth0", "", "172.17.3.4", AddressKind.Ethernet)]
    [InlineData("wlan0", "", "192.168.1.2", AddressKind.Wifi)]
    [InlineData("wlp2s0", "", "192.168.1.2", AddressKind.Wifi)]
    [InlineData("Wi-Fi", "Intel(R) Wi-Fi 6 AX201 160MHz", "192.168.1.2", AddressKind.Wifi)]
    [InlineData("en0", "en0", "192.168.1.2", AddressKind.Lan)]
    [InlineData("br0", "", "192.168.1.2", AddressKind.Lan)]
    [InlineData("bridge0", "bridge0", "192.168.1.2", AddressKind.Lan)]
    [InlineData("usb0", "", "192.168.42.7", AddressKind.PhoneTether)]
    [InlineData("Ethernet 4", "Remote NDIS based Internet Sharing Device", "192.168.42.7", AddressKind.PhoneTether)]
    [InlineData("en5", "", "172.20.10.3", AddressKind.PhoneTether)]
    [InlineData("wlp2s0", "", "10.42.0.1", AddressKind.Hotspot)]
    [InlineData("Local Area Connection* 2", "Microsoft Wi-Fi Direct Virtual Adapter", "192.168.137.1", AddressKind.Hotspot)]
    [InlineData("bridge100", "", "192.168.2.1", AddressKind.Hotspot)]
    public void Networks_that_a_board_can_be_in(string name, string description, string address, AddressKind kind)
    {
        Kind(name, description, address).ShouldBe(kind);
        kind.IsUsable().ShouldBeTrue();
    }

    [Theory]
    [InlineData(SurroundingKind.Container, "172.18.0.2", AddressKind.Container)]
    [InlineData(SurroundingKind.Container, "10.88.0.3", AddressKind.Container)]
    [InlineData(SurroundingKind.Codespace, "172.16.5.4", AddressKind.Container)]
    [InlineData(SurroundingKind.Container, "192.168.1.20", AddressKind.Ethernet)] // with the network of the computer around it
    [InlineData(SurroundingKind.Wsl2, "172.29.19.2", AddressKind.Wsl)]
    [InlineData(SurroundingKind.Wsl2Mirrored, "192.168.1.20", AddressKind.Ethernet)]
    [InlineData(SurroundingKind.VirtualMachine, "10.0.2.15", AddressKind.VirtualMachine)]
    [InlineData(SurroundingKind.VirtualMachine, "192.168.1.20", AddressKind.Ethernet)] // bridged
    public void Inside_of_something_the_same_name_means_another_network(SurroundingKind around, string address, AddressKind kind) =>
        AddressKinds.Of("eth0", "", NetworkInterfaceType.Ethernet, IPAddress.Parse(address), new Surroundings([around])).ShouldBe(kind);

    [Fact]
    public void The_type_counts_where_no_name_tells() =>
        AddressKinds.Of("Local Area Connection", "Adapter", NetworkInterfaceType.Ppp, IPAddress.Parse("10.1.1.1"), Surroundings.None).ShouldBe(AddressKind.Vpn);

    [Fact]
    public void Each_kind_has_a_label_and_an_explanation_of_its_own()
    {
        var kinds = Enum.GetValues<AddressKind>();

        kinds.Select(AddressText.LabelOf).Distinct().Count().ShouldBe(kinds.Length);
        kinds.Where(kind => !kind.IsUsable()).Select(AddressText.About).Distinct().Count().ShouldBe(kinds.Count(kind => !kind.IsUsable()));
    }

    private static AddressKind Kind(string name, string description, string address) =>
        AddressKinds.Of(name, description, NetworkInterfaceType.Ethernet, IPAddress.Parse(address), Surroundings.None);
}
