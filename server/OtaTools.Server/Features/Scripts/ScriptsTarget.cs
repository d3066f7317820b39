using Microsoft.VisualStudio.LanguageServer.Protocol;
using OtaTools.Core;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Files;
using OtaTools.Core.Device.Transport;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Scripts;

internal sealed class ScriptsTarget(LspLifecycle lifecycle, DeviceSessions sessions, ClientNotifications client) : RpcTarget(lifecycle), IScriptsRpc
{
    public Task<UploadResult> UploadAsync(UploadParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
        WorkDoneProgress.RunAsync(client, parameters.WorkDoneToken, Messages.UploadTitle(), cancellable: true, async progress =>
        {
            var configuration = BoardConfiguration.Create(parameters.Wifi?.Ssid, parameters.Wifi?.Password, parameters.FirmwareUrl, BoardKey.ModulusOf(parameters.PublicKey));
            var session = await sessions.GetAsync(DeviceAddress.Parse(parameters.Device), parameters.Baud, cancellationToken);
            var files = await new Uploader(session).UploadScriptsAsync(
                configuration,
                parameters.BootPy,
                new InPlaceProgress<UploadProgress>(p => progress.Report(p.Path, p.Done * 100 / Math.Max(1, p.Total))),
                DeviceDefaults.Timeout(parameters.TimeoutSeconds),
                cancellationToken,
                learn: !session.IsLearntOnThisLink);
            return new UploadResult(files);
        }));

    public Task<RemoveResult> RemoveAsync(RemoveParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var session = await sessions.GetAsync(DeviceAddress.Parse(parameters.Device), parameters.Baud, cancellationToken);
        return RemoveResult.Of(await new Remover(session).RemoveAsync(DeviceDefaults.Timeout(parameters.TimeoutSeconds), cancellationToken));
    });
}
