using Newtonsoft.Json.Linq;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device.Files;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Scripts;

/// <summary>The one request, beside otatools/update/run, that may carry a Wi-Fi password: clients keep it out of their traces.</summary>
/// <param name="Wifi">Null keeps the network that the board has.</param>
/// <param name="FirmwareUrl">Null keeps the URL that the board has.</param>
/// <param name="PublicKey">PEM, or the modulus in hexadecimal, of the key that the board asks signatures of; null keeps what the board has, "" removes it.</param>
/// <param name="WorkDoneToken">For $/progress.</param>
internal sealed record UploadParams(
    string Device,
    int Baud = DeviceDefaults.Baud,
    double TimeoutSeconds = DeviceDefaults.TimeoutSeconds,
    WifiNetwork? Wifi = null,
    string? FirmwareUrl = null,
    ForeignBootPy BootPy = ForeignBootPy.Refuse,
    string? PublicKey = null,
    JToken? WorkDoneToken = null);

internal sealed record UploadResult(IReadOnlyList<FileOutcome> Files);

/// <summary>boot.py, ota.py and the configuration on a board.</summary>
internal interface IScriptsRpc
{
    [JsonRpcMethod("otatools/scripts/upload", UseSingleObjectParameterDeserialization = true)]
    Task<UploadResult> UploadAsync(UploadParams parameters, CancellationToken cancellationToken);
}
