using System.Net;
using OtaTools.Core.Connection;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Tests.Connection;

/// <summary>What both sides see where all is well, and parts of it to be changed.</summary>
internal static class Sights
{
    public const string Own = "192.168.1.10", OwnUrl = "http://192.168.1.10:8000";

    public static BoardWifi Joined { get; } = new(
        true, OwnUrl, 1, [], Mac: "24:0a:c4:00:00:01", Ssid: "home", Address: "192.168.1.20", Netmask: "255.255.255.0", Gateway: "192.168.1.1", Dns: "192.168.1.1", Rssi: -60, Channel: 6);

    public static Evidence Fine { get; } = new()
    {
        Wifi = Joined,
        Server = ServerState.Serving,
        IsServerExpected = true,
        Port = 8000,
        Asked = Target(Reach.Answered),
        IsBoardReached = true,
        DoesGatewayAnswer = true,
        Own = [new LanInterface("wlan0", "", IPAddress.Parse(Own), true, AddressKind.Wifi, IPAddress.Parse("255.255.255.0"))],
    };

    public static ProbedTarget Target(Reach reach, string host = Own, int port = 8000, AddressKind? own = AddressKind.Wifi, bool neighbour = true, bool listening = true, string? answer = null) =>
        new(host, port, own, neighbour, listening, reach, reach == Reach.Answered ? IPAddress.Parse("192.168.1.20") : null, new BoardFetch("answer", host, null, answer));

    public static BoardWifi NotJoined(params TriedNetwork[] tried) => new(true, OwnUrl, tried.Length, tried, Around: 7);

    public static Evidence In(SurroundingKind around) => Fine with { Around = new Surroundings([around]) };
}
