using System.Net;
using OtaTools.Core;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Serving;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Serving;

internal sealed class ServingTarget : RpcTarget, IServingRpc
{
    private readonly ServingControl serving;
    private IPAddress? address;

    public ServingTarget(LspLifecycle lifecycle, ServingControl serving, ClientNotifications client)
        : base(lifecycle)
    {
        this.serving = serving;
        serving.TransferChanged += transfer => client.Send(IServingRpc.TransferChanged, transfer);
    }

    public Task<ServingState> StartAsync(StartServingParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        address = ServingAddress.IfAny(parameters.Address, parameters.Device) ?? IPAddress.Loopback;
        await serving.StartAsync(parameters.Root, ServingAddress.RequirePort(parameters.Port), IPAddress.IsLoopback(address), cancellationToken);
        return State();
    });

    public Task<ServingState> StopAsync(CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        await serving.StopAsync();
        return State();
    });

    public Task<ServingState> StateAsync(CancellationToken cancellationToken) => AnswerAsync(() => Task.FromResult(State()));

    public Task<UrlResult> UrlAsync(UrlParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
    {
        var host = serving.Current ?? throw new OtaToolsException(ErrorCode.ServeFailed, Messages.NotServing());
        return Task.FromResult(new UrlResult(host.UrlOf(parameters.Path, ServingAddress.For(parameters.Address, parameters.Device)).AbsoluteUri));
    });

    private ServingState State() => serving.Current is { } host
        ? new(true, host.Port, $"http://{address}:{host.Port}/", host.Folder.Root)
        : new(false, null, null, null);
}
