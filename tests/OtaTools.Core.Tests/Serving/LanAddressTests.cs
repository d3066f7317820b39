using System.Net;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Addresses;

namespace OtaTools.Core.Tests.Serving;

public class LanAddressTests
{
    private static readonly LanInterface Wifi = Interface("wlan0", "192.168.1.20", gateway: true);
    private static readonly LanInterface Cable = Interface("eth0", "10.0.0.5", gateway: true);
    private static readonly LanInterface Isolated = Interface("eth1", "172.30.0.1", gateway: false);
    private static readonly LanInterface Vpn = Interface("tun0", "10.8.0.2", gateway: true, AddressKind.Vpn);
    private static readonly LanInterface Docker = Interface("docker0", "172.17.0.1", gateway: false, AddressKind.ContainerBridge);
    private static readonly LanInterface Phone = Interface("usb0", "192.168.42.7", gateway: true, AddressKind.PhoneTether);
    private static readonly LanInterface Inside = Interface("eth0", "172.18.0.2", gateway: true, AddressKind.Container);

    [Fact]
    public void The_default_route_decides() => LanAddress.Choose([Cable, Wifi], Wifi.Address).ShouldBe(Wifi.Address);

    [Fact]
    public void A_VPN_on_the_default_route_does_not() => LanAddress.Choose([Docker, Vpn, Isolated, Wifi], Vpn.Address).ShouldBe(Wifi.Address);

    [Fact]
    public void Without_a_route_an_interface_with_a_gateway_is_likelier() => LanAddress.Choose([Isolated, Wifi], null).ShouldBe(Wifi.Address);

    [Fact]
    public void A_network_of_its_own_is_better_than_none() => LanAddress.Choose([Docker, Isolated], null).ShouldBe(Isolated.Address);

    [Fact]
    public void A_phone_comes_behind_a_LAN_even_where_it_leads_to_the_internet() => LanAddress.Choose([Phone, Isolated], Phone.Address).ShouldBe(Isolated.Address);

    [Fact]
    public void Inside_of_a_container_its_own_address_is_better_than_none() => LanAddress.Choose([Docker, Inside], Inside.Address).ShouldBe(Inside.Address);

    [Fact]
    public void Nothing_real_gives_nothing()
    {
        LanAddress.Choose([Docker, Vpn], Vpn.Address).ShouldBeNull();
        LanAddress.Choose([], null).ShouldBeNull();
    }

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

    private static LanInterface Interface(string name, string address, bool gateway, AddressKind kind = AddressKind.Ethernet) =>
        new(name, "", IPAddress.Parse(address), gateway, kind);
}
