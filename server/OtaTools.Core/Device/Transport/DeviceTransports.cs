namespace OtaTools.Core.Device.Transport;

/// <summary>Opens the transport that an address asks for.</summary>
public static class DeviceTransports
{
    /// <param name="baud">Bits per second; of no meaning for a socket.</param>
    /// <exception cref="OtaToolsException">The port is missing, busy or forbidden, or nobody listens.</exception>
    public static Task<IDeviceTransport> OpenAsync(DeviceAddress address, int baud, CancellationToken cancellationToken) => address switch
    {
        SerialAddress serial => SerialTransport.OpenAsync(serial, baud, cancellationToken),
        TcpAddress socket => TcpTransport.OpenAsync(socket, cancellationToken),
        Rfc2217Address forwarded => Rfc2217Transport.OpenAsync(forwarded, baud, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(address)),
    };
}
