using System.Net;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Connection;

/// <summary>Who listens on the port, on this computer.</summary>
internal enum ServerState
{
    /// <summary>This process serves firmware there.</summary>
    Serving,

    /// <summary>Nobody did: this process does, as long as the check lasts.</summary>
    ForTheCheck,

    /// <summary>Another program has the port, perhaps another one of ours.</summary>
    Taken,

    /// <summary>Nobody, and it could not be listened on.</summary>
    Off,
}

/// <summary>An address that the board was asked to fetch from, and what came of it.</summary>
/// <param name="Own">Its kind where it is one of this computer's; null where it is not.</param>
/// <param name="IsNeighbour">The board is in the network of that interface.</param>
/// <param name="IsListening">This computer reaches its own server there.</param>
/// <param name="ArrivedFrom">Where the probe came from, as the server saw it; null where it did not arrive.</param>
/// <param name="Fetch">As the board told it.</param>
internal sealed record ProbedTarget(
    string Host, int Port, AddressKind? Own, bool IsNeighbour, bool IsListening, Reach Reach, IPAddress? ArrivedFrom, BoardFetch Fetch)
{
    public string Url => $"http://{Host}:{Port}/";
}

/// <summary>What both sides saw.</summary>
internal sealed record Evidence
{
    public required BoardWifi Wifi { get; init; }

    public required ServerState Server { get; init; }

    /// <summary>Somebody counts on it that this process serves.</summary>
    public bool IsServerExpected { get; init; }

    public int Port { get; init; }

    /// <summary>Who has the port, in words.</summary>
    public string? Holder { get; init; }

    /// <summary>The address that was named, or else chosen; null where the board has not joined, or this computer has none.</summary>
    public ProbedTarget? Asked { get; init; }

    /// <summary>What FW_URL on the board leads to, where that is something else.</summary>
    public ProbedTarget? Configured { get; init; }

    /// <summary>The address that would have been chosen, where another one was named.</summary>
    public ProbedTarget? Better { get; init; }

    /// <summary>This computer reaches the board; null where nobody tried.</summary>
    public bool? IsBoardReached { get; init; }

    /// <summary>The board's gateway answers it; null where nobody tried.</summary>
    public bool? DoesGatewayAnswer { get; init; }

    public IReadOnlyList<LanInterface> Own { get; init; } = [];

    public Surroundings Around { get; init; } = Surroundings.None;

    public FirewallKind Firewall { get; init; }
}

/// <summary>Whose commands and pages a fix names.</summary>
internal enum FirewallKind
{
    /// <summary>Of Linux, whatever manages it.</summary>
    Linux,
    Ufw,
    Firewalld,
    Windows,
    MacOS,
}
