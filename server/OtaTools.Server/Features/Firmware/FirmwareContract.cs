using OtaTools.Core.Firmware.Images;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Firmware;

/// <param name="Path">A file on this computer.</param>
internal sealed record InspectParams(string Path);

/// <param name="Usable">An OTA slot of the right chip can take it.</param>
/// <param name="Why">Why not, and what to do, for a person; null where it is usable.</param>
internal sealed record InspectResult(string File, bool Usable, string? Why, FirmwareImage Image);

/// <summary>What firmware files are.</summary>
internal interface IFirmwareRpc
{
    [JsonRpcMethod("otatools/firmware/inspect", UseSingleObjectParameterDeserialization = true)]
    Task<InspectResult> InspectAsync(InspectParams parameters, CancellationToken cancellationToken);
}
