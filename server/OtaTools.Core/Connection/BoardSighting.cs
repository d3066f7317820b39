using System.Text.Json.Serialization;

namespace OtaTools.Core.Connection;

/// <summary>One network that the board tried to join.</summary>
/// <param name="Status">As network.WLAN.status() tells it: 201, 202, 1001, …</param>
/// <param name="Associated">The access point took it.</param>
/// <param name="Seen">Access points of that name in a scan; null where none was made.</param>
internal sealed record TriedNetwork(string Ssid, int Status, bool Associated, string? Why = null, int? Seen = null, int? Channel = null, int? Rssi = null, int? Security = null);

/// <summary>What snippets/probe.py tells of the Wi-Fi. No password is in it.</summary>
/// <param name="Wifi">There is any.</param>
/// <param name="Url">FW_URL as far as its host and port.</param>
/// <param name="Configured">Networks in its configuration.</param>
/// <param name="Ssid">That it is in.</param>
/// <param name="Around">Access points in a scan.</param>
internal sealed record BoardWifi(
    bool Wifi,
    string Url,
    int Configured,
    IReadOnlyList<TriedNetwork> Tried,
    string? Mac = null,
    string? Ssid = null,
    [property: JsonPropertyName("ip")] string? Address = null,
    string? Netmask = null,
    string? Gateway = null,
    string? Dns = null,
    int? Rssi = null,
    int? Channel = null,
    int? Around = null)
{
    public bool HasJoined => Address is not null and not "0.0.0.0";
}

/// <summary>What became of a probe on the board.</summary>
/// <param name="Stage">name, connect, send, answer: where it ended.</param>
/// <param name="Errno">MicroPython's on the ESP32, which is lwIP's; null where nothing failed.</param>
internal sealed record BoardFetch(string Stage, string? Address = null, int? Errno = null, string? Answer = null);

/// <summary>What came of a board's try to reach a server.</summary>
internal enum Reach
{
    /// <summary>Our server answered.</summary>
    Answered,

    /// <summary>Something else did.</summary>
    AnotherAnswer,

    /// <summary>It was let in, and then nothing came.</summary>
    Hushed,
    Refused,

    /// <summary>No answer of any kind.</summary>
    Silent,

    /// <summary>Somebody on the way says that there is no way.</summary>
    Unreachable,
    NameNotFound,
}
