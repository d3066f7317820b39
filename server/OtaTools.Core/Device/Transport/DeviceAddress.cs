using System.Globalization;
using System.Net;

namespace OtaTools.Core.Device.Transport;

/// <summary>Where a board is: the name of a serial port, or <c>socket://host:port</c> (raw bytes over TCP).</summary>
public abstract record DeviceAddress
{
    private const string SocketScheme = "socket://";

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.DeviceAddressInvalid"/></exception>
    public static DeviceAddress Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            throw new OtaToolsException(ErrorCode.DeviceNotSelected, Strings.DeviceNotSelected());
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return new SerialAddress(text);
        }

        if (text.StartsWith(SocketScheme, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text[SocketScheme.Length..].TrimEnd('/');
            var colon = rest.LastIndexOf(':');
            if (colon > 0
                && int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port is > 0 and < 65536)
            {
                return new TcpAddress(rest[..colon].Trim('[', ']'), port);
            }
        }

        throw new OtaToolsException(ErrorCode.DeviceAddressInvalid, Strings.DeviceAddressInvalid(text));
    }
}

public sealed record SerialAddress(string PortName) : DeviceAddress
{
    public override string ToString() => PortName;
}

public sealed record TcpAddress(string Host, int Port) : DeviceAddress
{
    /// <summary>True for a simulated or forwarded board on this computer, which reaches our server by 127.0.0.1.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));

    public override string ToString() => $"socket://{Host}:{Port}";
}
