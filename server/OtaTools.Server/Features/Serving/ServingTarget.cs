using System.Net;
using OtaTools.Core;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Serving;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Serving;

internal sealed class ServingTarget : RpcTarget, IServingRpc
{
    /// <summary>Seconds: a day is longer than any download.</summary>
    private const int LongestWait = 24 * 3600;

    private readonly ServingControl serving;
    private IPAddress? address;

    public ServingTarget(LspLifecycle lifecycle, ServingControl serving, ClientNotifications client)
        : base(lifecycle)
    {
        this.serving = serving;
        serving.TransferChanged += transfer => client.Send(IServingRpc.TransferChanged, new ReportedTransfer(transfer));
        serving.BoardChanged += (now, before) => client.Send(IServingRpc.BoardChanged, new ReportedBoard(now, before));
    }

    public Task<ServingState> StartAsync(StartServingParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        address = ServingAddress.IfAny(parameters.Address, parameters.Device) ?? IPAddress.Loopback;
        await serving.StartAsync(
            parameters.Root, ServingAddress.RequirePort(parameters.Port), IPAddress.IsLoopback(address), cutDownloads: true, cancellationToken);
        return State();
    });

    public Task<StoppedServing> StopAsync(StopServingParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var wait = parameters.Cut ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Clamp(parameters.Wait, 0, LongestWait));
        var downloads = await serving.StopAsync(wait, cancellationToken);
        return new StoppedServing(serving.Current is not null, downloads.Finished, downloads.Cut);
    });

    public Task<ServingState> StateAsync(CancellationToken cancellationToken) => AnswerAsync(() => Task.FromResult(State()));

    public Task<UrlResult> UrlAsync(UrlParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
    {
        var running = serving.Current;
        var folder = parameters.Root is null
            ? running?.Folder ?? throw new OtaToolsException(ErrorCode.ServeFailed, Messages.NotServing())
            : new FirmwareFolder(parameters.Root);
        var port = running?.Folder.Root == folder.Root ? running.Port : ServingAddress.RequireKnownPort(parameters.Port);
        return Task.FromResult(new UrlResult(folder.UrlOf(parameters.Path, ServingAddress.For(parameters.Address, parameters.Device), port).AbsoluteUri));
    });

    public Task<BoardsResult> BoardsAsync(CancellationToken cancellationToken) => AnswerAsync(() => Task.FromResult(new BoardsResult(serving.Boards.Boards)));

    private ServingState State() => serving.Current is { } host
        ? new(true, host.Port, $"http://{address}:{host.Port}/", host.Folder.Root)
        : new(false, null, null, null);
}
