using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Firmware;

internal sealed class FirmwareTarget(LspLifecycle lifecycle) : RpcTarget(lifecycle), IFirmwareRpc
{
    public Task<InspectResult> InspectAsync(InspectParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var image = await FirmwareFiles.InspectAsync(parameters.Path, cancellationToken);
        return new InspectResult(Path.GetFileName(parameters.Path), image.IsUsable, ImageGate.WhyUnusable(image), image);
    });

    public Task<ListResult> ListAsync(ListParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var (files, truncated) = await FirmwareList.OfAsync(parameters.Root, cancellationToken);
        return new ListResult(files, truncated);
    });
}
