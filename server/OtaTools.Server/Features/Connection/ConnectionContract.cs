using Newtonsoft.Json.Linq;
using OtaTools.Core.Connection;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Connection;

/// <param name="Device">The board that is asked: its program is interrupted.</param>
/// <param name="Port">That would be served on, where nothing is served: it is opened for the probe.</param>
/// <param name="Address">This computer as the board should see it; null chooses.</param>
internal sealed record CheckParams(
    string Device,
    int Baud = DeviceDefaults.Baud,
    double TimeoutSeconds = DeviceDefaults.TimeoutSeconds,
    int Port = FirmwareHost.DefaultPort,
    string? Address = null,
    JToken? WorkDoneToken = null);

/// <param name="Device">Its route chooses the address that is recommended.</param>
/// <param name="Port">That is or will be served on, for what has to be set.</param>
internal sealed record AddressesParams(string? Device = null, int Port = FirmwareHost.DefaultPort);

/// <param name="Name">Of the interface.</param>
/// <param name="IsUsable">A board in the Wi-Fi can reach it, as far as can be told.</param>
/// <param name="Label">Of its kind, in a few words.</param>
/// <param name="Explanation">What it is, and whether a board can reach it.</param>
internal sealed record ExplainedAddress(string Address, string Name, AddressKind Kind, bool IsUsable, string Label, string Explanation, bool Recommended);

/// <param name="Between">What this program runs in that boards cannot look into.</param>
/// <param name="Explanation">What that means for boards, and what to set; null where boards can reach this program as any other.</param>
internal sealed record SurroundingsState(IReadOnlyList<SurroundingKind> Kinds, bool Between, string? Explanation);

internal sealed record AddressesResult(IReadOnlyList<ExplainedAddress> Addresses, SurroundingsState Surroundings);

/// <summary>Whether a board can reach the server, and why not.</summary>
internal interface IConnectionRpc
{
    /// <summary>Asks the board, over its console, to join the Wi-Fi with what is configured on it and to fetch a probe from the server.</summary>
    [JsonRpcMethod("otatools/connection/check", UseSingleObjectParameterDeserialization = true)]
    Task<ConnectionReport> CheckAsync(CheckParams parameters, CancellationToken cancellationToken);

    /// <summary>Every address of this computer, for what it is.</summary>
    [JsonRpcMethod("otatools/connection/addresses", UseSingleObjectParameterDeserialization = true)]
    Task<AddressesResult> AddressesAsync(AddressesParams parameters, CancellationToken cancellationToken);
}
