using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Connection;

/// <summary>What both sides saw comes to one cause: a pure function, total over all that can be seen.</summary>
/// <param name="Subject">The address that it is about; null where it is about none.</param>
internal sealed record Diagnosis(ConnectionCause Cause, ProbedTarget? Subject = null)
{
    /// <summary>The password, or the kind of security, is not what the access point wants; ota_net.py has them too.</summary>
    private static readonly int[] PasswordStatus = [15, 202, 204, 210, 211];

    private const int NoAccessPoint = 201;

    public static Diagnosis Of(Evidence seen) =>
        !seen.Wifi.Wifi ? new(ConnectionCause.NoWifi)
        : !seen.Wifi.HasJoined ? new(OfWifi(seen.Wifi))
        : seen.Asked is not { } asked ? new(seen.Around.IsRemote ? ConnectionCause.RemoteBetween : ConnectionCause.AnotherSubnet)
        : asked.Reach == Reach.Answered ? OfAnswer(seen, asked)
        : seen.Better?.Reach == Reach.Answered ? new(asked.Own is null ? ConnectionCause.StaleAddress : ConnectionCause.WrongInterface, asked)
        : new(OfFailure(seen, asked), asked);

    private static ConnectionCause OfWifi(BoardWifi wifi) => wifi switch
    {
        { Tried.Count: 0 } => ConnectionCause.NoConfiguration,
        _ when wifi.Tried.Any(t => t.Associated) => ConnectionCause.NoAddressFromRouter,
        _ when wifi.Tried.Any(t => PasswordStatus.Contains(t.Status)) => ConnectionCause.WrongPassword,
        _ when wifi.Tried.Any(t => t.Seen > 0) => ConnectionCause.NotJoined,
        _ when wifi.Tried.Any(t => t.Seen == 0 || t.Status == NoAccessPoint) => ConnectionCause.NoSuchNetwork,
        _ => ConnectionCause.NotJoined,
    };

    /// <summary>The board reaches the server where it is; that FW_URL leads there is another matter.</summary>
    private static Diagnosis OfAnswer(Evidence seen, ProbedTarget asked) => seen switch
    {
        { Server: ServerState.ForTheCheck, IsServerExpected: true } => new(ConnectionCause.ServerNotRunning, asked),
        { Configured: { } configured } when configured.Reach != Reach.Answered => OfConfigured(asked, configured),
        _ => new(ConnectionCause.Ok, asked),
    };

    private static Diagnosis OfConfigured(ProbedTarget asked, ProbedTarget configured) => configured switch
    {
        { Reach: Reach.NameNotFound } => new(ConnectionCause.NameNotFound, configured),
        { Own: null, Reach: Reach.AnotherAnswer or Reach.Hushed } => new(ConnectionCause.Ok, configured), // another server, and it is there
        { Own: null } => new(ConnectionCause.StaleAddress, configured),
        _ when configured.Host == asked.Host => new(ConnectionCause.WrongPort, configured),
        { Own: { } kind } => new(kind.IsUsable() ? ConnectionCause.StaleAddress : ConnectionCause.WrongInterface, configured),
    };

    private static ConnectionCause OfFailure(Evidence seen, ProbedTarget asked) => asked switch
    {
        { Reach: Reach.NameNotFound } => ConnectionCause.NameNotFound,
        { Reach: Reach.AnotherAnswer } => ConnectionCause.AnotherProgram,
        { Own: null } => Between(seen.Around) ?? ConnectionCause.StaleAddress,
        { Own: AddressKind.Container, IsNeighbour: false } => ConnectionCause.ContainerBetween,
        { Own: AddressKind.Wsl, IsNeighbour: false } => ConnectionCause.WslBetween,
        { Own: AddressKind.VirtualMachine, IsNeighbour: false } => ConnectionCause.VirtualMachineBetween,
        { Own: { } kind, IsNeighbour: false } when !kind.IsUsable() => ConnectionCause.WrongInterface,
        _ when seen.Server == ServerState.Taken => ConnectionCause.AnotherProgram,
        _ when seen.Server == ServerState.Off => ConnectionCause.ServerNotRunning,
        { Reach: Reach.Hushed } => ConnectionCause.Unknown,
        { Reach: Reach.Refused } => asked.IsListening ? ConnectionCause.FirewallRejects : ConnectionCause.ServerNotRunning,
        _ when seen.IsBoardReached == true => asked.Reach == Reach.Unreachable ? ConnectionCause.FirewallRejects : ConnectionCause.FirewallDrops,
        { IsNeighbour: false } => seen.Around.IsRemote ? ConnectionCause.RemoteBetween : ConnectionCause.AnotherSubnet,
        _ => seen.DoesGatewayAnswer switch
        {
            true => ConnectionCause.ClientIsolation,
            false => ConnectionCause.BrokenNetwork,
            null => ConnectionCause.Unknown,
        },
    };

    /// <summary>An address of the computer around this one was named, and nothing came through to here.</summary>
    private static ConnectionCause? Between(Surroundings around) =>
        around.Has(SurroundingKind.Container) ? ConnectionCause.ContainerBetween
        : around.Has(SurroundingKind.Wsl2) ? ConnectionCause.WslBetween
        : around.IsRemote ? ConnectionCause.RemoteBetween
        : null;
}
