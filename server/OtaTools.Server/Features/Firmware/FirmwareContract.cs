using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Firmware;

/// <param name="Path">A file on this computer.</param>
/// <param name="Device">Compares with what was last learnt of this device; it is not asked again.</param>
internal sealed record InspectParams(string Path, string? Device = null);

/// <param name="Usable">An OTA slot can take it: of the device, where it is known, else of one with the right chip.</param>
/// <param name="Why">Why not, and what to do, for a person; null where it is usable.</param>
/// <param name="Card">What is known of it, to be shown row by row.</param>
internal sealed record InspectResult(
    string File, string Path, bool Usable, string? Why, ImageVerdict Verdict, IReadOnlyList<CardRow> Card, FirmwareImage Image);

/// <param name="Root">A folder on this computer.</param>
/// <param name="Device">As in <see cref="InspectParams"/>.</param>
internal sealed record ListFirmwareParams(string Root, string? Device = null);

/// <param name="Truncated">There were more files than are looked at.</param>
internal sealed record ListFirmwareResult(IReadOnlyList<ListedFirmware> Files, bool Truncated);

/// <summary>What firmware files are.</summary>
internal interface IFirmwareRpc
{
    [JsonRpcMethod("otatools/firmware/inspect", UseSingleObjectParameterDeserialization = true)]
    Task<InspectResult> InspectAsync(InspectParams parameters, CancellationToken cancellationToken);

    /// <summary>The firmware below a folder, usable images first, the newest before older ones.</summary>
    [JsonRpcMethod("otatools/firmware/list", UseSingleObjectParameterDeserialization = true)]
    Task<ListFirmwareResult> ListAsync(ListFirmwareParams parameters, CancellationToken cancellationToken);
}
