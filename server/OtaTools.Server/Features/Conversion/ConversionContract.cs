using OtaTools.Core.Firmware.Conversion;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Conversion;

/// <param name="Path">A full flash image on this computer.</param>
/// <param name="Output">Null for beside it, as NAME.app-bin.</param>
/// <param name="Overwrite">Replaces a file that is there and differs; without it that is refused (FirmwareFileExists).</param>
internal sealed record ExtractParams(string Path, string? Output = null, bool Overwrite = false);

/// <param name="Path">Of the app image.</param>
/// <param name="Existed">It was there already, byte for byte.</param>
internal sealed record ExtractResult(string Path, bool Existed, FirmwareImage Image, ImageVerdict Verdict);

/// <param name="Path">A full flash image on this computer.</param>
/// <param name="Output">Null for beside it, as NAME-ota.bin.</param>
/// <param name="FlashSize">Of the board, such as 8MB; null for what the image was made for.</param>
/// <param name="Overwrite">Replaces a file that is there and differs; without it that is refused (FirmwareFileExists).</param>
internal sealed record MakeOtaParams(string Path, string? Output = null, string? FlashSize = null, bool Overwrite = false);

/// <param name="Summary">The notes and the commands as one text, for a person.</param>
internal sealed record MakeOtaResult(OtaImage Made, string Summary);

/// <summary>Full flash images made into what boards can use.</summary>
internal interface IConversionRpc
{
    /// <summary>Takes the app image out of a full flash image.</summary>
    [JsonRpcMethod("otatools/firmware/extract", UseSingleObjectParameterDeserialization = true)]
    Task<ExtractResult> ExtractAsync(ExtractParams parameters, CancellationToken cancellationToken);

    /// <summary>Writes the same full flash image with two OTA slots.</summary>
    [JsonRpcMethod("otatools/firmware/makeOta", UseSingleObjectParameterDeserialization = true)]
    Task<MakeOtaResult> MakeOtaAsync(MakeOtaParams parameters, CancellationToken cancellationToken);
}
