using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Firmware;

internal sealed class FirmwareTarget(LspLifecycle lifecycle, DeviceSessions sessions) : RpcTarget(lifecycle), IFirmwareRpc
{
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

    /// <summary>A name that is none is no reason to say nothing of the files.</summary>
    private BoardFacts? FactsOf(string? device)
    {
        try
        {
            return string.IsNullOrEmpty(device) ? null : sessions.FactsOf(DeviceAddress.Parse(device));
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.DeviceAddressInvalid)
        {
            return null;
        }
    }
}
