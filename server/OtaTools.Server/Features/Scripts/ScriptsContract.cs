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

/// <param name="TimeoutSeconds">For getting the board's attention.</param>
internal sealed record RemoveParams(string Device, int Baud = DeviceDefaults.Baud, double TimeoutSeconds = DeviceDefaults.TimeoutSeconds);

/// <param name="Removed">Paths, and "NVS ota"; empty where there was nothing of ours.</param>
/// <param name="Restored">The user's own boot.py is back.</param>
/// <param name="CallsUs">The user's own boot.py calls us still, in lines that only the user can take out.</param>
internal sealed record RemoveResult(IReadOnlyList<string> Removed, bool Restored, bool CallsUs)
{
    public static RemoveResult Of(RemovalOutcome outcome) =>
        new(outcome.Removed, outcome.BootPy == BootPyRemoval.Restored, outcome.BootPy == BootPyRemoval.CallsUs);
}

/// <summary>The device scripts and the configuration on a board.</summary>
internal interface IScriptsRpc
{
    [JsonRpcMethod("otatools/scripts/upload", UseSingleObjectParameterDeserialization = true)]
    Task<UploadResult> UploadAsync(UploadParams parameters, CancellationToken cancellationToken);

    /// <summary>Puts a board back as it was before OtaTools.</summary>
    [JsonRpcMethod("otatools/scripts/remove", UseSingleObjectParameterDeserialization = true)]
    Task<RemoveResult> RemoveAsync(RemoveParams parameters, CancellationToken cancellationToken);
}
