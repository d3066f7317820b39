using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Images;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Firmware;

/// <param name="Path">A file on this computer.</param>
internal sealed record InspectParams(string Path);

/// <param name="Usable">An OTA slot of the right chip can take it.</param>
/// <param name="Why">Why not, and what to do, for a person; null where it is usable.</param>
internal sealed record InspectResult(string File, bool Usable, string? Why, FirmwareImage Image);

/// <param name="Root">A folder on this computer.</param>
internal sealed record ListParams(string Root);

/// <param name="Truncated">There were more files than are looked at.</param>
internal sealed record ListResult(IReadOnlyList<ListedFirmware> Files, bool Truncated);

/// <summary>What firmware files are.</summary>
internal interface IFirmwareRpc
{
    [JsonRpcMethod("otatools/firmware/inspect", UseSingleObjectParameterDeserialization = true)]
    Task<InspectResult> InspectAsync(InspectParams parameters, CancellationToken cancellationToken);

    /// <summary>The firmware below a folder, usable images first, the newest before older ones.</summary>
    [JsonRpcMethod("otatools/firmware/list", UseSingleObjectParameterDeserialization = true)]
    Task<ListResult> ListAsync(ListParams parameters, CancellationToken cancellationToken);
}
