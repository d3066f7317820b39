using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Device;

/// <param name="Device">A serial port's name, socket://host:port or rfc2217://host:port.</param>
/// <param name="Baud">Bits per second.</param>
/// <param name="TimeoutSeconds">For getting the board's attention.</param>
internal sealed record DeviceParams(string Device, int Baud = DeviceDefaults.Baud, double TimeoutSeconds = DeviceDefaults.TimeoutSeconds);

internal sealed record PortsResult(IReadOnlyList<PortInfo> Ports);

internal sealed record DoneResult;

/// <summary>Ports and boards.</summary>
internal interface IDeviceRpc
{
    [JsonRpcMethod("otatools/device/ports")]
    Task<PortsResult> PortsAsync(CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/device/info", UseSingleObjectParameterDeserialization = true)]
    Task<DeviceInfo> InfoAsync(DeviceParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/device/reset", UseSingleObjectParameterDeserialization = true)]
    Task<DoneResult> ResetAsync(DeviceParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/device/interrupt", UseSingleObjectParameterDeserialization = true)]
    Task<DoneResult> InterruptAsync(DeviceParams parameters, CancellationToken cancellationToken);

    /// <summary>Lets go of the port.</summary>
    [JsonRpcMethod("otatools/device/close", UseSingleObjectParameterDeserialization = true)]
    Task<DoneResult> CloseAsync(DeviceParams parameters, CancellationToken cancellationToken);
}
