using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Device;

/// <param name="Name">What is open: /dev/ttyACM1, or the address of a socket.</param>
internal sealed record OpenPort(string Name, IDeviceTransport Transport);

/// <summary>
/// Opens a device, and opens it again wherever it is then: a board on USB by what USB tells of it, under whatever name its
/// port has now; anything else under its own address.
/// </summary>
/// <param name="open">Opens an address.</param>
/// <param name="find">What is behind a port's name.</param>
/// <param name="findAgain">The same board now.</param>
internal sealed class DeviceFinder(
    DeviceAddress address,
    Func<DeviceAddress, CancellationToken, Task<IDeviceTransport>> open,
    Func<string, PortInfo?> find,
    Func<PortInfo, PortInfo?> findAgain)
{
    private PortInfo? known;
    private volatile bool anyBoard;

    public static DeviceFinder For(DeviceAddress address, int baud) => new(
        address, (where, cancellationToken) => DeviceTransports.OpenAsync(where, baud, cancellationToken), PortCatalog.Find, PortCatalog.FindAgain);

    /// <summary>Somebody names the address anew: whatever is there now is meant, where the board of before is nowhere.</summary>
    public void TakeAny() => anyBoard = true;

    /// <exception cref="OtaToolsException">It is not there, busy or forbidden.</exception>
    public async Task<OpenPort> OpenAsync(CancellationToken cancellationToken)
    {
        var named = address is SerialAddress serial ? serial.PortName : null;
        // Without ids a name says as much as what was behind it: a link may point elsewhere by now.
        var where = known is { VendorId: not null } ? findAgain(known)?.Name ?? (anyBoard ? named : null) : named;
        if (named is not null && where is null)
        {
            throw new OtaToolsException(ErrorCode.DeviceNotFound, Strings.PortNotFound(named));
        }

        var transport = await open(where is null ? address : new SerialAddress(where), cancellationToken);
        anyBoard = false;
        known = where is null ? null : find(where);
        return new OpenPort(where is null ? address.ToString() : PortName.Resolve(where), transport);
    }
}
