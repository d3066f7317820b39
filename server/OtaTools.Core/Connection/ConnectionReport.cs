namespace OtaTools.Core.Connection;

/// <summary>Why a board does, or does not, reach the server: one name, whatever was seen.</summary>
public enum ConnectionCause
{
    Ok,

    /// <summary>The board has no Wi-Fi at all.</summary>
    NoWifi,

    /// <summary>No network is configured on it.</summary>
    NoConfiguration,
    NoSuchNetwork,
    WrongPassword,

    /// <summary>The access point took it, and nobody gave it an address.</summary>
    NoAddressFromRouter,

    /// <summary>The access point refuses it for another reason than the password.</summary>
    NotJoined,

    /// <summary>It is in another network than this computer, and nothing leads from one to the other.</summary>
    AnotherSubnet,

    /// <summary>Both are in one network, which keeps its stations apart.</summary>
    ClientIsolation,

    /// <summary>This computer's firewall drops what comes for the port.</summary>
    FirewallDrops,

    /// <summary>It rejects it.</summary>
    FirewallRejects,

    /// <summary>The address is of a VPN, a container bridge, … : of an interface that no board can reach.</summary>
    WrongInterface,

    /// <summary>FW_URL on the board names an address that is not this computer's any more.</summary>
    StaleAddress,
    ServerNotRunning,

    /// <summary>FW_URL on the board names another port than is served on.</summary>
    WrongPort,

    /// <summary>What answers there is not our server.</summary>
    AnotherProgram,

    /// <summary>This program runs in a container, whose addresses are not in the board's world.</summary>
    ContainerBetween,
    WslBetween,
    VirtualMachineBetween,

    /// <summary>It runs on another computer, elsewhere: SSH, a tunnel, a codespace.</summary>
    RemoteBetween,

    /// <summary>The board joined, and nobody answers it there, not even its gateway.</summary>
    BrokenNetwork,

    /// <summary>FW_URL names a host that no DNS server knows.</summary>
    NameNotFound,
    Unknown,
}

/// <summary>What a person can do about it in an editor.</summary>
public enum ConnectionRemedy
{
    ConfigureWifi,
    UploadScripts,
    ChooseAddress,
    StartServing,
    OpenSettings,
}

/// <param name="What">Where somebody looked, a label.</param>
/// <param name="Seen">What was seen there, a sentence.</param>
public sealed record Sighting(string What, string Seen);

/// <param name="Message">What is the matter, and why.</param>
/// <param name="Fix">What to do; null where there is nothing to do.</param>
/// <param name="Sides">What each side saw: for whoever does not believe it, or where the cause is unknown.</param>
/// <param name="Address">This computer as the board should see it; null where it has no address that a board can reach.</param>
/// <param name="Url">What the board was asked to fetch from, as http://address:port/.</param>
/// <param name="Remedies">What helps, the best first.</param>
public sealed record ConnectionReport(
    bool Ok,
    ConnectionCause Cause,
    string Message,
    string? Fix,
    IReadOnlyList<Sighting> Sides,
    string? Address,
    string? Url,
    IReadOnlyList<ConnectionRemedy> Remedies);
