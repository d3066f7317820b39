using System.Net;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Addresses;

namespace OtaTools.Core.Connection;

/// <summary>Parts of sentences. What a board or a stranger's server tells is cut and made printable.</summary>
internal static class Words
{
    private const int LongestName = 64, LongestAnswer = 80;

    /// <summary>The network that it is about: the one the board is in, else the one that came nearest.</summary>
    public static string Ssid(BoardWifi wifi) =>
        Printable(wifi.Ssid ?? wifi.Tried.OrderByDescending(t => t.Associated).ThenByDescending(t => t.Seen > 0).Select(t => t.Ssid).FirstOrDefault());

    public static string Printable(string? name) => ForeignText.Printable(name ?? "?", LongestName);

    /// <summary>Who answered, by its header Server, else by the first line.</summary>
    public static string Program(string? answer)
    {
        var lines = (answer ?? "").Split('\n').Select(line => line.Trim()).ToList();
        var server = lines.FirstOrDefault(line => line.StartsWith("Server:", StringComparison.OrdinalIgnoreCase))?[7..].Trim();
        return ForeignText.Printable(server is { Length: > 0 } ? server : lines[0], LongestAnswer);
    }

    public static string BoardNetwork(BoardWifi wifi) =>
        NetworkOf(wifi) is { } subnet ? subnet.ToString() : Printable(wifi.Address);

    public static Subnet? NetworkOf(BoardWifi wifi) =>
        IPAddress.TryParse(wifi.Address, out var address) && IPAddress.TryParse(wifi.Netmask, out var mask) ? Subnet.Of(address, mask) : null;

    public static string OwnNetworks(Evidence seen) =>
        string.Join(", ", seen.Own.Where(i => !i.IsVirtual).Select(i => Subnet.Of(i.Address, i.Mask)?.ToString() ?? i.Address.ToString()).Distinct()) is { Length: > 0 } networks
            ? networks : Strings.SeenNoNetwork();

    /// <summary>An interface's kind and name: VPN, tun0.</summary>
    public static string KindOf(Evidence seen, ProbedTarget target)
    {
        var kind = target.Own is { } own ? AddressText.LabelOf(own) : "?";
        return seen.Own.FirstOrDefault(i => i.Address.ToString() == target.Host) is { } found ? $"{kind}, {found.Name}" : kind;
    }
}
