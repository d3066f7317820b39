using OtaTools.Core.Firmware.Conversion;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Conversion;

internal sealed class ConversionTarget(LspLifecycle lifecycle) : RpcTarget(lifecycle), IConversionRpc
{
    // Both read and hash megabytes: not on the thread that takes messages in order.
    public Task<ExtractResult> ExtractAsync(ExtractParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var app = await Task.Run(() => AppExtraction.ExtractAsync(parameters.Path, parameters.Output, parameters.Overwrite, cancellationToken), cancellationToken);
        return new ExtractResult(app.Path, app.Existed, app.Image, Verdict.Of(app.Image, board: null));
    });

    public Task<MakeOtaResult> MakeOtaAsync(MakeOtaParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var size = parameters.FlashSize is { } text ? FlashSizes.Require(text) : (long?)null;
        var made = await Task.Run(() => OtaConversion.MakeAsync(parameters.Path, parameters.Output, size, parameters.Overwrite, cancellationToken), cancellationToken);
        return new MakeOtaResult(made, OtaImageText.HowToFlash(made));
    });
}
