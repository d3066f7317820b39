using Microsoft.VisualStudio.LanguageServer.Protocol;
using OtaTools.Core;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Surrounding;
using OtaTools.Core.Updating;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Updating;

internal sealed class UpdatingTarget(LspLifecycle lifecycle, DeviceSessions sessions, ServingControl serving, ClientNotifications client)
    : RpcTarget(lifecycle), IUpdatingRpc
{
    private readonly LspLifecycle lifecycle = lifecycle;

    public Task<UpdateResult> RunAsync(UpdateParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
        WorkDoneProgress.RunAsync(client, parameters.WorkDoneToken, Messages.UpdateTitle(), cancellable: true, async progress =>
        {
            var configuration = BoardConfiguration.Create(parameters.Wifi?.Ssid, parameters.Wifi?.Password, parameters.FirmwareUrl, BoardKey.ModulusOf(parameters.PublicKey));
            var address = ServingAddress.Named(parameters.Address);
            var device = DeviceAddress.Parse(parameters.Device);
            var host = configuration.FirmwareUrl is null ? await HostAsync(parameters, device, cancellationToken) : null;
            var session = await sessions.GetAsync(device, parameters.Baud, cancellationToken);
            var stage = UpdateStage.Inspecting;
            try
            {
                return await new BoardUpdate(session, host).RunAsync(
                    new UpdateRequest(
                        parameters.Firmware,
                        configuration.Wifi,
                        configuration.FirmwareUrl,
                        address,
                        parameters.BootPy,
                        DeviceDefaults.Timeout(parameters.TimeoutSeconds),
                        configuration.PublicKey,
                        parameters.Force,
                        Surroundings.Look(lifecycle.RemoteName)),
                    new InPlaceProgress<UpdateProgress>(p =>
                    {
                        stage = p.Stage;
                        progress.Report(p.Message, p.Percent);
                    }),
                    cancellationToken);
            }
            catch (OperationCanceledException) when (stage > UpdateStage.Resetting)
            {
                client.Log(MessageType.Info, Messages.LogUpdateGoesOn(device));
                throw;
            }
        }));

    /// <summary>
    /// Serves the folder that the request names; else goes on with what is served where that has the file; else serves the
    /// file's own folder. What is served before gives way, but not while a board downloads from it.
    /// </summary>
    private async Task<FirmwareHost> HostAsync(UpdateParams parameters, DeviceAddress device, CancellationToken cancellationToken)
    {
        ImageGate.RequireUsable(await FirmwareFiles.InspectAsync(parameters.Firmware, cancellationToken), Path.GetFileName(parameters.Firmware));
        await ImageSigning.RequireTrustedAsync(parameters.Firmware, BoardKey.ModulusOf(parameters.PublicKey), cancellationToken);
        var running = serving.Current;
        var folder = parameters.Root is { } root ? new FirmwareFolder(root)
            : running?.Folder.UrlPathOf(parameters.Firmware) is not null ? running.Folder
            : new FirmwareFolder(Path.GetDirectoryName(Path.GetFullPath(parameters.Firmware))!);
        folder.RequireUrlPathOf(parameters.Firmware);
        return await serving.StartAsync(
            folder.Root,
            running?.Folder.Root == folder.Root ? running.Port : ServingAddress.RequirePort(parameters.Port),
            ServingAddress.IsLoopbackOnly(ServingAddress.Named(parameters.Address), device),
            cutDownloads: false,
            cancellationToken);
    }
}
