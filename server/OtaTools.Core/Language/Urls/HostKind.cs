using System.Net;
using System.Net.Sockets;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Language.Urls;

/// <summary>What a host is, as a board in the Wi-Fi would find it.</summary>
internal enum HostKind
{
    Missing,

    /// <summary>Digits and dots that make no address.</summary>
    HalfAddress,

    /// <summary>Whoever asks.</summary>
    Loopback,
    ThisComputer,

    /// <summary>This computer, in a network that a board is not in: a VPN, containers, virtual machines.</summary>
    ThisComputerVirtually,

    /// <summary>Another computer of a private network, or this one as it was called before.</summary>
    OtherPrivate,
    Elsewhere,
    Unresolved,

    /// <summary>A name that nobody was asked for yet.</summary>
    Unknown,
}

internal static class HostKinds
{
    /// <param name="host">As <see cref="UrlText.HostText"/>.</param>
    public static HostKind Of(string host, WorkspaceFacts facts)
    {
        if (host.Length == 0)
        {
            return HostKind.Missing;
        }

        if (host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal))
        {
            return HostKind.Loopback;
        }

        if (AddressOf(host) is { } address)
        {
            return Of(address, facts);
        }

        if (host.All(c => char.IsAsciiDigit(c) || c == '.'))
        {
            return HostKind.HalfAddress;
        }

        return !facts.Names.TryGetValue(host, out var name) ? HostKind.Unknown
            : name.Addresses.Count == 0 ? HostKind.Unresolved
            : OfName(name.Addresses, facts);
    }

    /// <summary>It has to be asked for what it is.</summary>
    public static bool IsName(string host) =>
        Of(host, new WorkspaceFacts()) == HostKind.Unknown && Uri.CheckHostName(host) == UriHostNameType.Dns;

    /// <summary>A whole address only: .NET takes "192.168.1" for one too, as C did.</summary>
    private static IPAddress? AddressOf(string host) =>
        IPAddress.TryParse(host, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || host.Count(c => c == '.') == 3) ? address : null;

    private static HostKind Of(IPAddress address, WorkspaceFacts facts)
    {
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return HostKind.Loopback;
        }

        if (address.Equals(facts.Reachable))
        {
            return HostKind.ThisComputer;
        }

        if (facts.Addresses.FirstOrDefault(own => own.Address.Equals(address)) is { } own)
        {
            return own.IsVirtual ? HostKind.ThisComputerVirtually : HostKind.ThisComputer;
        }

        // Without the computer's own addresses nobody can say that this is none of them.
        return !IsPrivate(address) ? HostKind.Elsewhere : facts.Addresses.Count > 0 ? HostKind.OtherPrivate : HostKind.Unknown;
    }

    /// <summary>
    /// Computers find their own name at 127.0.1.1 or so: what a board finds there is this computer, if anything. A name of
    /// another computer is no slip, as an address that is not ours any more may be.
    /// </summary>
    private static HostKind OfName(IReadOnlyList<IPAddress> addresses, WorkspaceFacts facts) =>
        addresses.Select(address => Of(address, facts) switch
        {
            HostKind.Loopback => HostKind.ThisComputer,
            HostKind.OtherPrivate => HostKind.Elsewhere,
            var kind => kind,
        }).Order().First();

    /// <summary>RFC 1918, and what computers give themselves without a router.</summary>
    private static bool IsPrivate(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork
        && address.GetAddressBytes() is [10, ..] or [192, 168, ..] or [172, >= 16 and < 32, ..] or [169, 254, ..];
}
