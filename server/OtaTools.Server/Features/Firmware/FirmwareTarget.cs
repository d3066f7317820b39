using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Firmware;

internal sealed class FirmwareTarget(LspLifecycle lifecycle, DeviceSessions sessions, Catalogues catalogues, ClientNotifications client)
    : RpcTarget(lifecycle), IFirmwareRpc, IAsyncDisposable
{
    private readonly FirmwareWatches watches = new(catalogues, sessions, client);

    public Task<InspectResult> InspectAsync(InspectParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var image = await FirmwareFiles.InspectAsync(parameters.Path, cancellationToken);
        var verdict = Verdict.Of(image, FactsOf(parameters.Device));
        return new InspectResult(
            Path.GetFileName(parameters.Path),
            Path.GetFullPath(parameters.Path),
            verdict.Usable,
            ImageGate.WhyUnusable(verdict),
            verdict,
            ImageCard.Of(image, verdict),
            image);
    });

    public Task<ListFirmwareResult> ListAsync(ListFirmwareParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var (files, truncated) = await FirmwareList.OfAsync(parameters.Root, FactsOf(parameters.Device), cancellationToken);
        return new ListFirmwareResult(files, truncated);
    });

    public Task<WatchFirmwareResult> WatchAsync(WatchFirmwareParams parameters, CancellationToken cancellationToken) => AnswerAsync(
        async () => new WatchFirmwareResult(await watches.BeginAsync(parameters.Root, parameters.Device)));

    public Task<WatchFirmwareResult> UnwatchAsync(UnwatchFirmwareParams parameters, CancellationToken cancellationToken) => AnswerAsync(
        async () => new WatchFirmwareResult(await watches.EndAsync(parameters.Root)));

    public ValueTask DisposeAsync() => watches.DisposeAsync();

    private BoardFacts? FactsOf(string? device) => KnownBoard.FactsOf(sessions, device);
}
