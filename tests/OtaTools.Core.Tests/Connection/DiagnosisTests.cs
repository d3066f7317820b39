using OtaTools.Core.Connection;
using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;
using static OtaTools.Core.Tests.Connection.Sights;

namespace OtaTools.Core.Tests.Connection;

public class DiagnosisTests
{
    public static TheoryData<string, object, ConnectionCause> Table { get; } = new()
    {
        { "all is well", Fine, ConnectionCause.Ok },
        { "a board without a radio", Fine with { Wifi = Joined with { Wifi = false } }, ConnectionCause.NoWifi },
        { "nothing is configured", Fine with { Wifi = NotJoined() }, ConnectionCause.NoConfiguration },
        { "status 201", Fine with { Wifi = NotJoined(new TriedNetwork("home", 201, false)) }, ConnectionCause.NoSuchNetwork },
        { "not in the scan", Fine with { Wifi = NotJoined(new TriedNetwork("home", 1001, false, Seen: 0)) }, ConnectionCause.NoSuchNetwork },
        { "status 202", Fine with { Wifi = NotJoined(new TriedNetwork("home", 202, false, Seen: 1)) }, ConnectionCause.WrongPassword },
        { "a handshake that times out", Fine with { Wifi = NotJoined(new TriedNetwork("home", 204, false, Seen: 1)) }, ConnectionCause.WrongPassword },
        { "WPA3 only", Fine with { Wifi = NotJoined(new TriedNetwork("home", 211, false, Seen: 1)) }, ConnectionCause.WrongPassword },
        { "the second network is nearer", Fine with { Wifi = NotJoined(new TriedNetwork("a", 201, false, Seen: 0), new TriedNetwork("b", 202, false, Seen: 1)) }, ConnectionCause.WrongPassword },
        { "no DHCP", Fine with { Wifi = NotJoined(new TriedNetwork("home", 1001, true, Seen: 1)) }, ConnectionCause.NoAddressFromRouter },
        { "seen, and not joined", Fine with { Wifi = NotJoined(new TriedNetwork("home", 203, false, Seen: 1)) }, ConnectionCause.NotJoined },
        { "no scan", Fine with { Wifi = NotJoined(new TriedNetwork("home", 1001, false)) }, ConnectionCause.NotJoined },
        { "this computer has no network", Fine with { Asked = null }, ConnectionCause.AnotherSubnet },
        { "nothing is served", Fine with { Server = ServerState.ForTheCheck }, ConnectionCause.ServerNotRunning },
        { "nothing is served, and nobody minds", Fine with { Server = ServerState.ForTheCheck, IsServerExpected = false }, ConnectionCause.Ok },
        { "another program of ours serves", Fine with { Server = ServerState.Taken }, ConnectionCause.Ok },
        { "FW_URL has the old port", Fine with { Configured = Target(Reach.Refused, port: 8001, listening: false) }, ConnectionCause.WrongPort },
        { "FW_URL has the address of a VPN", Fine with { Configured = Target(Reach.Silent, "10.8.0.2", own: AddressKind.Vpn) }, ConnectionCause.WrongInterface },
        { "FW_URL has the address of the other LAN", Fine with { Configured = Target(Reach.Silent, "192.168.5.2", own: AddressKind.Ethernet) }, ConnectionCause.StaleAddress },
        { "FW_URL has an address of before", Fine with { Configured = Target(Reach.Silent, "192.168.1.77", own: null) }, ConnectionCause.StaleAddress },
        { "FW_URL leads to another server", Fine with { Configured = Target(Reach.AnotherAnswer, "203.0.113.5", 443, own: null) }, ConnectionCause.Ok },
        { "FW_URL leads to one that speaks TLS", Fine with { Configured = Target(Reach.Hushed, "203.0.113.5", 443, own: null) }, ConnectionCause.Ok },
        { "FW_URL has a name that is not known", Fine with { Configured = Target(Reach.NameNotFound, "laptop.local", own: null) }, ConnectionCause.NameNotFound },
        { "the address named is of a VPN, another works", Fine with { Asked = Target(Reach.Silent, "10.8.0.2", own: AddressKind.Vpn), Better = Target(Reach.Answered) }, ConnectionCause.WrongInterface },
        { "the address named is nobody's, another works", Fine with { Asked = Target(Reach.Silent, "192.168.1.77", own: null), Better = Target(Reach.Answered) }, ConnectionCause.StaleAddress },
        { "the address named is nobody's", Fine with { Asked = Target(Reach.Silent, "192.168.1.77", own: null) }, ConnectionCause.StaleAddress },
        { "the address named is of a VPN", Fine with { Asked = Target(Reach.Silent, "10.8.0.2", own: AddressKind.Vpn, neighbour: false) }, ConnectionCause.WrongInterface },
        { "a link-local address", Fine with { Asked = Target(Reach.Silent, "169.254.3.4", own: AddressKind.LinkLocal, neighbour: false) }, ConnectionCause.WrongInterface },
        { "another program answers", Fine with { Asked = Target(Reach.AnotherAnswer) }, ConnectionCause.AnotherProgram },
        { "another program refuses", Fine with { Server = ServerState.Taken, Asked = Target(Reach.Refused) }, ConnectionCause.AnotherProgram },
        { "a port that cannot be opened", Fine with { Server = ServerState.Off, Asked = Target(Reach.Refused, listening: false) }, ConnectionCause.ServerNotRunning },
        { "our server listens on loopback alone", Fine with { Asked = Target(Reach.Refused, listening: false) }, ConnectionCause.ServerNotRunning },
        { "refused, while it listens", Fine with { Asked = Target(Reach.Refused) }, ConnectionCause.FirewallRejects },
        { "forbidden by ICMP", Fine with { Asked = Target(Reach.Unreachable) }, ConnectionCause.FirewallRejects },
        { "dropped", Fine with { Asked = Target(Reach.Silent) }, ConnectionCause.FirewallDrops },
        { "dropped, between networks that are connected", Fine with { Asked = Target(Reach.Silent, neighbour: false) }, ConnectionCause.FirewallDrops },
        { "another subnet", Fine with { Asked = Target(Reach.Silent, neighbour: false), IsBoardReached = false }, ConnectionCause.AnotherSubnet },
        { "no way there", Fine with { Asked = Target(Reach.Unreachable, neighbour: false), IsBoardReached = false }, ConnectionCause.AnotherSubnet },
        { "stations are kept apart", Fine with { Asked = Target(Reach.Silent), IsBoardReached = false }, ConnectionCause.ClientIsolation },
        { "not even the gateway answers", Fine with { Asked = Target(Reach.Silent), IsBoardReached = false, DoesGatewayAnswer = false }, ConnectionCause.BrokenNetwork },
        { "nobody knows of a gateway", Fine with { Asked = Target(Reach.Silent), IsBoardReached = false, DoesGatewayAnswer = null }, ConnectionCause.Unknown },
        { "let in, and then nothing", Fine with { Asked = Target(Reach.Hushed) }, ConnectionCause.Unknown },
        { "in a container", In(SurroundingKind.Container) with { Asked = Target(Reach.Silent, "172.18.0.2", own: AddressKind.Container, neighbour: false), IsBoardReached = false }, ConnectionCause.ContainerBetween },
        { "in a container that does not publish", In(SurroundingKind.Container) with { Asked = Target(Reach.Refused, own: null) }, ConnectionCause.ContainerBetween },
        { "in a container that publishes", In(SurroundingKind.Container) with { Asked = Target(Reach.Answered, own: null) }, ConnectionCause.Ok },
        { "in a container with the network around it", In(SurroundingKind.Container) with { Asked = Target(Reach.Silent) }, ConnectionCause.FirewallDrops },
        { "in WSL", In(SurroundingKind.Wsl2) with { Asked = Target(Reach.Silent, "172.29.1.2", own: AddressKind.Wsl, neighbour: false), IsBoardReached = true }, ConnectionCause.WslBetween },
        { "in WSL that mirrors, with its firewall", In(SurroundingKind.Wsl2Mirrored) with { Asked = Target(Reach.Silent) }, ConnectionCause.FirewallDrops },
        { "in a virtual machine", In(SurroundingKind.VirtualMachine) with { Asked = Target(Reach.Silent, "10.0.2.15", own: AddressKind.VirtualMachine, neighbour: false), IsBoardReached = true }, ConnectionCause.VirtualMachineBetween },
        { "by SSH in another network", In(SurroundingKind.Ssh) with { Asked = Target(Reach.Silent, neighbour: false), IsBoardReached = false }, ConnectionCause.RemoteBetween },
        { "by SSH in the board's own network", In(SurroundingKind.Ssh) with { Asked = Target(Reach.Silent), IsBoardReached = false }, ConnectionCause.ClientIsolation },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void What_was_seen_has_one_name(string what, object seen, ConnectionCause cause) => Diagnosis.Of((Evidence)seen).Cause.ShouldBe(cause, what);

    [Fact]
    public void Each_cause_is_one_that_something_leads_to() =>
        Table.Select(row => (ConnectionCause)row[2]).Distinct().Order().ShouldBe(Enum.GetValues<ConnectionCause>().Order());
}
