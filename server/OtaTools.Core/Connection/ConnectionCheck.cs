using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Files;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Connection;

/// <param name="Host">Our server where it runs; null starts one that answers the probe alone.</param>
/// <param name="Port">Where no server runs.</param>
/// <param name="Address">This computer as the board should see it; null chooses.</param>
/// <param name="IsServerExpected">Somebody counts on it that this process serves: that it does not is the failure then.</param>
public sealed record CheckRequest(FirmwareHost? Host, int Port, IPAddress? Address, Surroundings Around, bool IsServerExpected, TimeSpan EnterTimeout);

/// <summary>
/// Asks the board to join its Wi-Fi and to fetch a probe from this computer, looks from here at the same time, and names the one cause.
/// </summary>
public sealed class ConnectionCheck(DeviceSession session)
{
    /// <exception cref="OtaToolsException">The board cannot be asked.</exception>
    public async Task<ConnectionReport> RunAsync(CheckRequest request, IProgress<string> progress, CancellationToken cancellationToken)
    {
        await using var started = request.Host is null ? await ProbeHost.StartAsync(request.Port, cancellationToken) : null;
        var port = request.Host?.Port ?? started?.Port ?? request.Port;
        var holder = request.Host is null && started is null ? await PortHolder.FindAsync(port, cancellationToken) : null;
        progress.Report(Strings.CheckEntering(session.Address));
        var seen = await session.UseLinkAsync(
            async link =>
            {
                var board = new BoardProbe(link);
                progress.Report(Strings.CheckJoining());
                try
                {
                    var wifi = await board.JoinAsync(cancellationToken);
                    var evidence = new Evidence
                    {
                        Wifi = wifi,
                        Server = request.Host is not null ? ServerState.Serving
                            : started is not null ? ServerState.ForTheCheck
                            : holder is not null || await PeerKnock.IsListeningAsync(IPAddress.Loopback, port, cancellationToken) ? ServerState.Taken
                            : ServerState.Off,
                        IsServerExpected = request.IsServerExpected,
                        Port = port,
                        Holder = holder,
                        Own = LanAddress.ListAll(),
                        Around = request.Around,
                        Firewall = FirewallKinds.Here(),
                    };
                    if (wifi.HasJoined && IPAddress.TryParse(wifi.Address, out var address))
                    {
                        var probes = request.Host?.Probes ?? started?.Probes;
                        evidence = await FetchAsync(board, evidence, address, request.Address, probes, progress, cancellationToken);
                    }

                    return evidence;
                }
                finally
                {
                    await board.EndAsync();
                }
            },
            request.EnterTimeout,
            cancellationToken);
        return ReportText.Of(seen, Diagnosis.Of(seen));
    }

    private async Task<Evidence> FetchAsync(
        BoardProbe board, Evidence seen, IPAddress boardAddress, IPAddress? named, ProbeAnswers? probes, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var reaching = PeerKnock.IsThereAsync(boardAddress, cancellationToken);
        var chosen = LanAddress.IfAny(session.Address, boardAddress);
        var configured = BoardUrl.Parse(seen.Wifi.Url);

        async Task<ProbedTarget> ProbeAsync(string host, int port)
        {
            progress.Report(Strings.CheckFetching($"http://{host}:{port}/"));
            var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var wanted = ProbeAnswers.AnswerTo(nonce);
            var fetch = await board.FetchAsync(host, port, ProbeAnswers.PathOf(nonce), wanted, cancellationToken);
            var own = IPAddress.TryParse(fetch.Address ?? host, out var target) ? seen.Own.FirstOrDefault(i => i.Address.Equals(target)) : null;
            return new ProbedTarget(
                host,
                port,
                own?.Kind,
                own?.IsNeighbour(boardAddress) == true,
                own is not null && await PeerKnock.IsListeningAsync(own.Address, port, cancellationToken),
                Errno.ReachOf(fetch, wanted),
                probes?.SourceOf(nonce),
                fetch);
        }

        if ((named ?? chosen)?.ToString() is { } asked)
        {
            seen = seen with { Asked = await ProbeAsync(asked, seen.Port) };
            if (seen.Asked.Reach != Reach.Answered && chosen is not null && !chosen.Equals(named ?? chosen))
            {
                seen = seen with { Better = await ProbeAsync(chosen.ToString(), seen.Port) };
            }
        }

        if (configured is not null && configured != (seen.Asked?.Host, seen.Asked?.Port ?? 0))
        {
            seen = seen with { Configured = await ProbeAsync(configured.Value.Host, configured.Value.Port) };
        }

        if (seen.Asked is not { Reach: Reach.Answered } && seen.Wifi.Gateway is { Length: > 0 } gateway and not "0.0.0.0")
        {
            progress.Report(Strings.CheckGateway(gateway));
            seen = seen with { DoesGatewayAnswer = await board.KnockAsync(gateway, cancellationToken) };
        }

        return seen with { IsBoardReached = await reaching };
    }
}
