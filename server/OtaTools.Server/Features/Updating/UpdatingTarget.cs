using OtaTools.Core;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware;
using OtaTools.Core.Serving;
using OtaTools.Core.Updating;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Updating;

internal sealed class UpdatingTarget(LspLifecycle lifecycle, DeviceSessions sessions, ServingControl serving, ClientNotifications client)
    : RpcTarget(lifecycle), IUpdatingRpc
{
    public Task<UpdateResult> RunAsync(UpdateParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
        WorkDoneProgress.RunAsync(client, parameters.WorkDoneToken, Messages.UpdateTitle(), cancellable: true, async progress =>
        {
            var configuration = BoardConfiguration.Create(parameters.Wifi?.Ssid, parameters.Wifi?.Password, parameters.FirmwareUrl);
            var address = ServingAddress.Named(parameters.Address);
            var device = DeviceAddress.Parse(parameters.Device);
            var host = configuration.FirmwareUrl is null ? await HostAsync(parameters, device, cancellationToken) : null;
            var session = await sessions.GetAsync(device, parameters.Baud, cancellationToken);
            return await new BoardUpdate(session, host).RunAsync(
                new UpdateRequest(
                    parameters.Firmware,
                    configuration.Wifi,
                    configuration.FirmwareUrl,
                    address,
                    parameters.BootPy,
                    DeviceDefaults.Timeout(parameters.TimeoutSeconds)),
                new InPlaceProgress<UpdateProgress>(p => progress.Report(p.Message, p.Percent)),
                cancellationToken);
        }));

    /// <summary>What is served already goes on where it has the file.</summary>
    private async Task<FirmwareHost> HostAsync(UpdateParams parameters, DeviceAddress device, CancellationToken cancellationToken)
    {
        if (serving.Current is { } running && running.Folder.UrlPathOf(parameters.Firmware) is not null)
        {
            return running;
        }

        ImageGate.RequireUsable(await FirmwareFiles.InspectAsync(parameters.Firmware, cancellationToken), Path.GetFileName(parameters.Firmware));
        return await serving.StartAsync(
            parameters.Root ?? Path.GetDirectoryName(Path.GetFullPath(parameters.Firmware))!,
            ServingAddress.RequirePort(parameters.Port),
            ServingAddress.IsLoopbackOnly(ServingAddress.Named(parameters.Address), device),
            cancellationToken);
    }
}
