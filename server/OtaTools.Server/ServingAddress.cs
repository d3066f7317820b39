using System.Net;
using OtaTools.Core;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Serving;

namespace OtaTools.Server;

/// <summary>Reads the address and port that requests and options name.</summary>
internal static class ServingAddress
{
    /// <summary>The named address, else the one that the device can reach.</summary>
    /// <exception cref="OtaToolsException">No IPv4 address, or none that a board could reach.</exception>
    public static IPAddress For(string? named, string? device) =>
        Named(named) ?? LanAddress.For(string.IsNullOrEmpty(device) ? null : DeviceAddress.Parse(device), board: null);

    /// <summary>As <see cref="For"/>; on a computer without a network, null: it can still serve itself.</summary>
    public static IPAddress? IfAny(string? named, string? device)
    {
        try
        {
            return For(named, device);
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.NoAddress)
        {
            return null;
        }
    }

    public static IPAddress? Named(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : IPAddress.TryParse(text, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? address
        : throw new OtaToolsException(ErrorCode.ConfigurationInvalid, Messages.AddressInvalid(text));

    public static int RequirePort(int port) =>
        port is >= 0 and < 65536 ? port : throw new OtaToolsException(ErrorCode.ConfigurationInvalid, Messages.PortInvalid(port));

    /// <summary>A port that a URL can name before anybody listens on it: 0 is only chosen then.</summary>
    public static int RequireKnownPort(int port) =>
        port != 0 ? RequirePort(port) : throw new OtaToolsException(ErrorCode.ConfigurationInvalid, Messages.PortNotKnown());

    /// <summary>Only this computer needs to reach the server.</summary>
    public static bool IsLoopbackOnly(IPAddress? named, DeviceAddress? device) =>
        named is not null ? IPAddress.IsLoopback(named) : device is TcpAddress { IsLoopback: true };
}
