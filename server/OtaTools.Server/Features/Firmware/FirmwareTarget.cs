using OtaTools.Core.Firmware;
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
}
