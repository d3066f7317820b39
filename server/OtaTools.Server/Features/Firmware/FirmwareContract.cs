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

/// <param name="Root">A folder on this computer.</param>
/// <param name="Device">As in <see cref="InspectParams"/>; what is learnt of it later changes what is told.</param>
internal sealed record WatchFirmwareParams(string Root, string? Device = null);

internal sealed record UnwatchFirmwareParams(string Root);

/// <param name="Root">As the notifications name it.</param>
internal sealed record WatchFirmwareResult(string Root);

/// <param name="Arriving">It is being written, and not to be judged yet.</param>
/// <param name="Kind">Null where it is not known yet, or cannot be read.</param>
/// <param name="Name">What MicroPython says that it is: "v1.26.0 · ESP32_GENERIC-OTA"; null where there is none in it.</param>
/// <param name="SortKey">The order of a list is that of these texts, by UTF-16 code units: usable files first, the newest before older ones.</param>
/// <param name="Verdict">Null where it is not known yet, or cannot be read.</param>
/// <param name="Unreadable">Why it cannot be read, for a person.</param>
internal sealed record WatchedFirmware(
    string Path,
    string Relative,
    string UrlPath,
    long Length,
    bool Arriving,
    FirmwareKind? Kind,
    string? Name,
    string? Chip,
    string SortKey,
    ImageVerdict? Verdict,
    string? Unreadable);

/// <param name="Reset">These are the first; what was told of the folder before is over.</param>
/// <param name="Files">New or changed, by their path.</param>
/// <param name="Removed">Paths.</param>
/// <param name="Complete">Every file has been looked at and told of.</param>
/// <param name="Truncated">There are more files or folders than are looked at.</param>
internal sealed record CatalogueChange(
    string Root, bool Reset, IReadOnlyList<WatchedFirmware> Files, IReadOnlyList<string> Removed, bool Complete, bool Truncated);

/// <summary>What firmware files are.</summary>
internal interface IFirmwareRpc
{
    /// <summary>Notification to the client: a <see cref="CatalogueChange"/> of a folder that is watched.</summary>
    const string CatalogueChanged = "otatools/firmware/catalogue";

    [JsonRpcMethod("otatools/firmware/inspect", UseSingleObjectParameterDeserialization = true)]
    Task<InspectResult> InspectAsync(InspectParams parameters, CancellationToken cancellationToken);

    /// <summary>The firmware below a folder, usable images first, the newest before older ones.</summary>
    [JsonRpcMethod("otatools/firmware/list", UseSingleObjectParameterDeserialization = true)]
    Task<ListFirmwareResult> ListAsync(ListFirmwareParams parameters, CancellationToken cancellationToken);

    /// <summary>The firmware below a folder, told now and as it changes, until it is not watched any more. Again: everything anew.</summary>
    [JsonRpcMethod("otatools/firmware/watch", UseSingleObjectParameterDeserialization = true)]
    Task<WatchFirmwareResult> WatchAsync(WatchFirmwareParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/firmware/unwatch", UseSingleObjectParameterDeserialization = true)]
    Task<WatchFirmwareResult> UnwatchAsync(UnwatchFirmwareParams parameters, CancellationToken cancellationToken);
}
