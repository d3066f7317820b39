using Newtonsoft.Json.Linq;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device.Files;
using OtaTools.Core.Serving;
using OtaTools.Core.Updating;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Updating;

/// <summary>May carry a Wi-Fi password: clients keep it out of their traces.</summary>
/// <param name="Firmware">The app image on this computer.</param>
/// <param name="Root">The folder to serve; null goes on with the one that is served where that has the file, else takes the file's own.</param>
/// <param name="Port">To serve on, where the folder is not served yet.</param>
/// <param name="FirmwareUrl">Where another server offers the image; null serves it from here.</param>
/// <param name="PublicKey">PEM, or the modulus in hexadecimal, of the key that the board asks signatures of; null keeps what the board has, "" removes it.</param>
/// <param name="Force">Send it in spite of a finding that is forcible (<c>FirmwareNotAdvised</c>).</param>
internal sealed record UpdateParams(
    string Firmware,
    string Device,
    int Baud = DeviceDefaults.Baud,
    double TimeoutSeconds = DeviceDefaults.TimeoutSeconds,
    WifiNetwork? Wifi = null,
    string? FirmwareUrl = null,
    string? Root = null,
    int Port = FirmwareHost.DefaultPort,
    string? Address = null,
    ForeignBootPy BootPy = ForeignBootPy.Refuse,
    string? PublicKey = null,
    bool Force = false,
    JToken? WorkDoneToken = null);

/// <summary>The whole path in one request.</summary>
internal interface IUpdatingRpc
{
    [JsonRpcMethod("otatools/update/run", UseSingleObjectParameterDeserialization = true)]
    Task<UpdateResult> RunAsync(UpdateParams parameters, CancellationToken cancellationToken);
}
