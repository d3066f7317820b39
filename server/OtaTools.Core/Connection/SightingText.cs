namespace OtaTools.Core.Connection;

/// <summary>What each side saw, place by place.</summary>
internal static class SightingText
{
    public static IReadOnlyList<Sighting> Of(Evidence seen) => [.. OfBoard(seen), .. OfComputer(seen)];

    private static IEnumerable<Sighting> OfBoard(Evidence seen)
    {
        var wifi = seen.Wifi;
        if (!wifi.Wifi)
        {
            yield return new(Strings.SideBoardWifi(), Strings.SeenNoWifi());
            yield break;
        }

        foreach (var network in wifi.Tried.Where(t => t.Ssid != wifi.Ssid))
        {
            yield return new(Strings.SideBoardWifi(), Tried(network, wifi.Around));
        }

        if (!wifi.HasJoined)
        {
            if (wifi.Tried.Count == 0)
            {
                yield return new(Strings.SideBoardWifi(), Strings.SeenNoNetworks());
            }

            yield break;
        }

        var signal = wifi is { Channel: { } channel, Rssi: { } rssi } ? Strings.SeenSignal(channel, rssi) : "";
        yield return new(Strings.SideBoardWifi(), Strings.SeenJoined(Words.Ssid(wifi), signal));
        yield return new(Strings.SideBoardAddress(), Strings.SeenAddress(Words.Printable(wifi.Address), Words.BoardNetwork(wifi), Words.Printable(wifi.Gateway)));
        if (wifi.Url.Length > 0)
        {
            yield return new(Strings.SideBoardUrl(), Words.Printable(wifi.Url));
        }

        foreach (var target in new[] { seen.Asked, seen.Better, seen.Configured }.OfType<ProbedTarget>())
        {
            yield return new(Strings.SideBoardTo(target.Url), Reached(target));
        }

        if (seen.DoesGatewayAnswer is { } answers)
        {
            var gateway = Words.Printable(wifi.Gateway);
            yield return new(Strings.SideBoardGateway(), answers ? Strings.SeenGatewayAnswers(gateway) : Strings.SeenGatewaySilent(gateway));
        }
    }

    private static IEnumerable<Sighting> OfComputer(Evidence seen)
    {
        yield return new(Strings.SideServer(), seen.Server switch
        {
            ServerState.Serving => Strings.SeenServing(seen.Port),
            ServerState.ForTheCheck => Strings.SeenForTheCheck(seen.Port),
            ServerState.Taken => Strings.SeenTaken(seen.Port, seen.Holder ?? Strings.SeenTakenUnknown()),
            _ => Strings.SeenOff(seen.Port),
        });
        if (seen.Asked is { } asked)
        {
            yield return new(Strings.SideAddress(), asked.Own is null ? Strings.SeenNotOwn(asked.Host) : OwnAddress(seen, asked));
            yield return new(Strings.SideArrived(), asked.ArrivedFrom is { } from ? Strings.SeenArrived(from) : Strings.SeenNotArrived());
        }

        if (seen.IsBoardReached is { } reached)
        {
            yield return new(Strings.SideToBoard(), reached ? Strings.SeenReached() : Strings.SeenNotReached());
        }

        if (seen.Around.Kinds.Count > 0)
        {
            yield return new(Strings.SideAround(), string.Join(", ", seen.Around.Kinds));
        }
    }

    private static string OwnAddress(Evidence seen, ProbedTarget target)
    {
        var own = seen.Own.First(i => i.Address.ToString() == target.Host || i.Address.ToString() == target.Fetch.Address);
        return Strings.SeenOwnAddress(target.Host, own.Name, Serving.Addresses.AddressText.LabelOf(own.Kind));
    }

    private static string Tried(TriedNetwork network, int? around) =>
        (network.Associated ? Strings.SeenAssociated(Words.Printable(network.Ssid)) : Strings.SeenTried(Words.Printable(network.Ssid), network.Status))
        + network switch
        {
            { Seen: > 0, Channel: { } channel, Rssi: { } rssi } => Strings.SeenInScan(network.Seen, channel, rssi),
            { Seen: 0 } => Strings.SeenNotInScan(around ?? 0),
            _ => "",
        };

    private static string Reached(ProbedTarget target) => target.Reach switch
    {
        Reach.Answered => Strings.SeenAnswered(),
        Reach.AnotherAnswer => Strings.SeenAnotherAnswer(Words.Program(target.Fetch.Answer)),
        Reach.Hushed => Strings.SeenHushed(),
        Reach.Refused => Strings.SeenRefused(target.Fetch.Errno ?? 0),
        Reach.Unreachable => Strings.SeenUnreachable(target.Fetch.Errno ?? 0),
        Reach.NameNotFound => Strings.SeenNameNotFound(),
        _ => Strings.SeenSilent(),
    };
}
