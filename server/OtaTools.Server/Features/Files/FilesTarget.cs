using Newtonsoft.Json.Linq;
using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Files;
using OtaTools.Core.Device.Transport;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Files;

internal sealed class FilesTarget(LspLifecycle lifecycle, DeviceSessions sessions, ClientNotifications client) : RpcTarget(lifecycle), IFilesRpc
{
    public Task<PutResult> PutAsync(PutParams parameters, CancellationToken cancellationToken) => WithProgressAsync(
        parameters.WorkDoneToken,
        Messages.PutTitle(),
        async progress =>
        {
            var files = LocalFiles.Read(parameters.Files);
            var session = await OpenAsync(parameters.Device, parameters.Baud, cancellationToken);
            return new PutResult(await new Uploader(session).PutAsync(files, progress, DeviceDefaults.Timeout(parameters.TimeoutSeconds), cancellationToken));
        });

    public Task<ListResult> ListAsync(ListParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var session = await OpenAsync(parameters.Device, parameters.Baud, cancellationToken);
        return new ListResult(await new BoardFolder(session).ListAsync(parameters.Path, parameters.Recursive, DeviceDefaults.Timeout(parameters.TimeoutSeconds), cancellationToken));
    });

    public Task<GetResult> GetAsync(GetParams parameters, CancellationToken cancellationToken) => WithProgressAsync(
        parameters.WorkDoneToken,
        Messages.GetTitle(),
        async progress =>
        {
            var session = await OpenAsync(parameters.Device, parameters.Baud, cancellationToken);
            return new GetResult(await new Downloader(session).GetAsync(
                parameters.Path, parameters.Target, progress, DeviceDefaults.Timeout(parameters.TimeoutSeconds), cancellationToken));
        });

    public Task<RemoveFilesResult> RemoveAsync(RemoveFilesParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var session = await OpenAsync(parameters.Device, parameters.Baud, cancellationToken);
        return new RemoveFilesResult(await new BoardFolder(session).RemoveAsync(
            parameters.Paths, parameters.Recursive, DeviceDefaults.Timeout(parameters.TimeoutSeconds), cancellationToken));
    });

    private Task<DeviceSession> OpenAsync(string device, int baud, CancellationToken cancellationToken) =>
        sessions.GetAsync(DeviceAddress.Parse(device), baud, cancellationToken);

    private Task<T> WithProgressAsync<T>(JToken? token, string title, Func<IProgress<UploadProgress>, Task<T>> work) => AnswerAsync(() =>
        WorkDoneProgress.RunAsync(client, token, title, cancellable: true, progress =>
            work(new InPlaceProgress<UploadProgress>(p => progress.Report(p.Path, (int)(p.Done * 100L / Math.Max(1, p.Total)))))));
}
