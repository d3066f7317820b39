using System.Globalization;
using System.Net;

namespace OtaTools.Core.Device.Transport;

/// <summary>
/// Where a board is: the name of a serial port, <c>socket://host:port</c> (raw bytes over TCP), or
/// <c>rfc2217://host:port</c> (a serial port over TCP, with its baud rate and its modem lines).
/// </summary>
public abstract record DeviceAddress
{
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.DeviceAddressInvalid"/></exception>
    public static DeviceAddress Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            throw new OtaToolsException(ErrorCode.DeviceNotSelected, Strings.DeviceNotSelected());
        }

        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return new SerialAddress(OperatingSystem.IsWindows() ? WindowsPorts.NameOf(text) : text);
        }

        return (text[..scheme].ToLowerInvariant(), HostAndPort(text[(scheme + 3)..])) switch
        {
            ("socket", (var host, var port)) => new TcpAddress(host, port),
            ("rfc2217", (var host, var port)) => new Rfc2217Address(host, port),
            _ => throw new OtaToolsException(ErrorCode.DeviceAddressInvalid, Strings.DeviceAddressInvalid(text)),
        };
    }

    /// <summary>host:port, or [IPv6 address]:port.</summary>
    private static (string Host, int Port)? HostAndPort(string text)
    {
        text = text.TrimEnd('/');
        var colon = text.LastIndexOf(':');
        return colon > 0
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65536
            ? (text[..colon].Trim('[', ']'), port)
            : null;
    }
}

public sealed record SerialAddress(string PortName) : DeviceAddress
{
    public override string ToString() => PortName;
}

/// <summary>A board behind a program that forwards its console.</summary>
public abstract record NetworkAddress(string Host, int Port) : DeviceAddress
{
    /// <summary>As in a URL: an IPv6 address in brackets.</summary>
    protected string Authority => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

public sealed record TcpAddress(string Host, int Port) : NetworkAddress(Host, Port)
{
    /// <summary>True for a simulated board on this computer, which reaches our server by 127.0.0.1.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));

    public override string ToString() => $"socket://{Authority}";
}

/// <summary>On loopback too the board is a real one, somewhere in a Wi-Fi: behind ser2net here, or at the other end of a tunnel.</summary>
public sealed record Rfc2217Address(string Host, int Port) : NetworkAddress(Host, Port)
{
    public override string ToString() => $"rfc2217://{Authority}";
}
