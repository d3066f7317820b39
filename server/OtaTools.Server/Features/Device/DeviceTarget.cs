using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Device;

internal sealed class DeviceTarget(LspLifecycle lifecycle, DeviceSessions sessions) : RpcTarget(lifecycle), IDeviceRpc
{
    public Task<PortsResult> PortsAsync(CancellationToken cancellationToken) => AnswerAsync(() => Task.FromResult(new PortsResult(PortCatalog.List())));

    public Task<DeviceInfo> InfoAsync(DeviceParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var session = await OpenAsync(parameters, cancellationToken);
        return await session.GetInfoAsync(DeviceDefaults.Timeout(parameters.TimeoutSeconds), cancellationToken);
    });

    public Task<DoneResult> ResetAsync(DeviceParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var session = await OpenAsync(parameters, cancellationToken);
        await session.ResetAsync(DeviceDefaults.Timeout(parameters.TimeoutSeconds), cancellationToken);
        return new DoneResult();
    });

    public Task<DoneResult> InterruptAsync(DeviceParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var session = await OpenAsync(parameters, cancellationToken);
        await session.InterruptAsync(cancellationToken);
        return new DoneResult();
    });

    public Task<DoneResult> CloseAsync(DeviceParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        await sessions.CloseAsync(DeviceAddress.Parse(parameters.Device));
        return new DoneResult();
    });

    private Task<DeviceSession> OpenAsync(DeviceParams parameters, CancellationToken cancellationToken) =>
        sessions.GetAsync(DeviceAddress.Parse(parameters.Device), parameters.Baud, cancellationToken);
}
