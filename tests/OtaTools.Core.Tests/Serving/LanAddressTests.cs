using System.Net;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Tests.Serving;

public class LanAddressTests
{
    private static readonly LanInterface Wifi = Interface("wlan0", "192.168.1.20", gateway: true);
    private static readonly LanInterface Cable = Interface("eth0", "10.0.0.5", gateway: true);
    private static readonly LanInterface Isolated = Interface("eth1", "172.30.0.1", gateway: false);
    private static readonly LanInterface Vpn = Interface("tun0", "10.8.0.2", gateway: true, isVirtual: true);
    private static readonly LanInterface Docker = Interface("docker0", "172.17.0.1", gateway: false, isVirtual: true);

    [Fact]
    public void The_default_route_decides() => LanAddress.Choose([Cable, Wifi], Wifi.Address).ShouldBe(Wifi.Address);

    [Fact]
    public void A_VPN_on_the_default_route_does_not() => LanAddress.Choose([Docker, Vpn, Isolated, Wifi], Vpn.Address).ShouldBe(Wifi.Address);

    [Fact]
    public void Without_a_route_an_interface_with_a_gateway_is_likelier() => LanAddress.Choose([Isolated, Wifi], null).ShouldBe(Wifi.Address);

    [Fact]
    public void A_network_of_its_own_is_better_than_none() => LanAddress.Choose([Docker, Isolated], null).ShouldBe(Isolated.Address);

    [Fact]
    public void Nothing_real_gives_nothing()
    {
        LanAddress.Choose([Docker, Vpn], Vpn.Address).ShouldBeNull();
        LanAddress.Choose([], null).ShouldBeNull();
    }

    [Theory]
    [InlineData("docker0", "")]
    [InlineData("br-5f3a2b", "")]
    [InlineData("veth12ab", "")]
    [InlineData("virbr0", "")]
    [InlineData("tun0", "")]
    [InlineData("utun3", "utun3")]
    [InlineData("wg0", "")]
    [InlineData("tailscale0", "")]
    [InlineData("vmnet8", "")]
    [InlineData("bridge100", "")]
    [InlineData("vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter")]
    [InlineData("Ethernet 3", "VMware Virtual Ethernet Adapter for VMnet8")]
    [InlineData("Ethernet 2", "TAP-Windows Adapter V9")]
    [InlineData("OpenVPN Wintun", "Wintun Userspace Tunnel")]
    public void Networks_that_no_board_is_in(string name, string description) => LanAddress.LooksVirtual(name, description).ShouldBeTrue();

    [Theory]
    [InlineData("eth0", "")]
    [InlineData("enp3s0", "")]
    [InlineData("wlan0", "")]
    [InlineData("wlp2s0", "")]
    [InlineData("en0", "en0")]
    [InlineData("br0", "")]
    [InlineData("bridge0", "bridge0")]
    [InlineData("Wi-Fi", "Intel(R) Wi-Fi 6 AX201 160MHz")]
    [InlineData("Ethernet", "Realtek PCIe GbE Family Controller")]
    public void Networks_that_a_board_can_be_in(string name, string description) => LanAddress.LooksVirtual(name, description).ShouldBeFalse();

    [Theory]
    [InlineData("socket://127.0.0.1:5000")]
    [InlineData("socket://localhost:5000")]
    [InlineData("socket://[::1]:5000")]
    public void A_board_on_this_computer_reaches_it_by_loopback(string device) =>
        LanAddress.For(DeviceAddress.Parse(device), IPAddress.Parse("10.0.2.15")).ShouldBe(IPAddress.Loopback);

    [Fact]
    public void The_way_to_the_board_itself_decides() =>
        LanAddress.For(DeviceAddress.Parse("/dev/ttyUSB0"), IPAddress.Loopback).ShouldBe(IPAddress.Loopback);

    [Fact]
    public void What_is_listed_is_IPv4_and_no_link_local_address() =>
        LanAddress.List().ShouldAllBe(i => i.Address.GetAddressBytes().Length == 4 && !i.Address.ToString().StartsWith("169.254.", StringComparison.Ordinal));

    private static LanInterface Interface(string name, string address, bool gateway, bool isVirtual = false) =>
        new(name, "", IPAddress.Parse(address), gateway, isVirtual);
}
