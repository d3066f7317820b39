namespace OtaTools.Core.Connection;

/// <summary>What is the matter, in a sentence.</summary>
internal static class CauseText
{
    public static string Of(Evidence seen, Diagnosis found)
    {
        var (wifi, subject, asked) = (seen.Wifi, found.Subject, seen.Asked);
        var ssid = Words.Ssid(wifi);
        var host = subject?.Host ?? "?";
        var url = subject?.Url ?? "?";
        return found.Cause switch
        {
            ConnectionCause.Ok => subject == asked ? Strings.CauseOk(url) : Strings.CauseOkElsewhere(asked!.Url, url),
            ConnectionCause.NoWifi => Strings.CauseNoWifi(),
            ConnectionCause.NoConfiguration => Strings.CauseNoConfiguration(),
            ConnectionCause.NoSuchNetwork => Strings.CauseNoSuchNetwork(ssid),
            ConnectionCause.WrongPassword => Strings.CauseWrongPassword(ssid),
            ConnectionCause.NoAddressFromRouter => Strings.CauseNoAddressFromRouter(ssid),
            ConnectionCause.NotJoined => Strings.CauseNotJoined(ssid, wifi.Tried[^1].Status),
            ConnectionCause.AnotherSubnet => Strings.CauseAnotherSubnet(Words.BoardNetwork(wifi), Words.OwnNetworks(seen)),
            ConnectionCause.ClientIsolation => Strings.CauseClientIsolation(ssid),
            ConnectionCause.FirewallDrops => Strings.CauseFirewallDrops(seen.Port),
            ConnectionCause.FirewallRejects => Strings.CauseFirewallRejects(seen.Port),
            ConnectionCause.WrongInterface => OfInterface(seen, subject!),
            ConnectionCause.StaleAddress => subject == asked && seen.Better is null ? Strings.CauseStaleSetting(host) : Strings.CauseStaleAddress(url, (seen.Better ?? asked)!.Url),
            ConnectionCause.ServerNotRunning => asked?.Reach == Reach.Answered ? Strings.CauseServerNotRunning(url) : Strings.CauseServerNotListening(url),
            ConnectionCause.WrongPort => Strings.CauseWrongPort(url, seen.Port),
            ConnectionCause.AnotherProgram => Strings.CauseAnotherProgram(url, seen.Holder ?? (subject?.Fetch.Answer is { } answer ? Words.Program(answer) : Strings.SeenTakenUnknown())),
            ConnectionCause.ContainerBetween => Strings.CauseContainerBetween(host),
            ConnectionCause.WslBetween => Strings.CauseWslBetween(host),
            ConnectionCause.VirtualMachineBetween => Strings.CauseVirtualMachineBetween(host),
            ConnectionCause.RemoteBetween => Strings.CauseRemoteBetween(host),
            ConnectionCause.BrokenNetwork => Strings.CauseBrokenNetwork(ssid, Words.Printable(wifi.Gateway)),
            ConnectionCause.NameNotFound => Strings.CauseNameNotFound(Words.Printable(host)),
            _ => Strings.CauseUnknown(url),
        };
    }

    private static string OfInterface(Evidence seen, ProbedTarget subject)
    {
        var kind = Words.KindOf(seen, subject);
        var reached = new[] { seen.Better, seen.Asked }.FirstOrDefault(target => target?.Reach == Reach.Answered);
        return reached is null ? Strings.CauseWrongInterface(subject.Host, kind) : Strings.CauseWrongInterfaceBetter(subject.Host, kind, reached.Host);
    }
}
