using OtaTools.Core.Serving;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Serving;

/// <param name="Root">The folder below which firmware is served.</param>
/// <param name="Port">0 picks a free one.</param>
/// <param name="Device">The board that will pull, where it is known: its route chooses the address.</param>
/// <param name="Address">This computer as the board sees it; null chooses.</param>
internal sealed record StartServingParams(string Root, int Port = FirmwareHost.DefaultPort, string? Device = null, string? Address = null);

/// <param name="Port">The port that is really listened on; null while nothing is served.</param>
/// <param name="Url">http://address:port/ of this computer as a board sees it.</param>
internal sealed record ServingState(bool Serving, int? Port, string? Url, string? Root);

/// <param name="Wait">Seconds for the boards that download now, at most; what they have not got then is cut. A board goes on where it was, once it is served again.</param>
/// <param name="Cut">Does not wait.</param>
internal sealed record StopServingParams(int Wait = 30, bool Cut = false);

/// <param name="Finished">Boards whose downloads were waited for, by MAC address, else IP address.</param>
/// <param name="Interrupted">Boards whose downloads were cut.</param>
internal sealed record StoppedServing(bool Serving, IReadOnlyList<string> Finished, IReadOnlyList<string> Interrupted);

/// <param name="Path">A firmware file below the served folder.</param>
/// <param name="Root">The folder that is or will be served; null is the one that is served now.</param>
/// <param name="Port">That it will be served on, where it is not served yet.</param>
internal sealed record UrlParams(string Path, string? Root = null, int Port = FirmwareHost.DefaultPort, string? Device = null, string? Address = null);

internal sealed record UrlResult(string Url);

/// <summary>A transfer with its line for a log of requests.</summary>
internal sealed record ReportedTransfer : Transfer
{
    public ReportedTransfer(Transfer transfer)
        : base(transfer) => Line = transfer.State == TransferState.Running ? null : TransferLine.Of(transfer);

    /// <summary>Null while it runs.</summary>
    public string? Line { get; }
}

/// <summary>A board with what is new about it, as a line for a log of requests.</summary>
internal sealed record ReportedBoard : Board
{
    public ReportedBoard(Board now, Board? before)
        : base(now) => Line = BoardLine.Of(now, before);

    /// <summary>Null where nothing is worth a line.</summary>
    public string? Line { get; }
}

internal sealed record BoardsResult(IReadOnlyList<Board> Boards);

/// <summary>The HTTP server that boards pull from.</summary>
internal interface IServingRpc
{
    /// <summary>Notification to the client: a <see cref="ReportedTransfer"/> began, went on, or ended.</summary>
    const string TransferChanged = "otatools/serving/transfer";

    /// <summary>Notification to the client: a <see cref="ReportedBoard"/> that is new, or of which something changed.</summary>
    const string BoardChanged = "otatools/serving/board";

    [JsonRpcMethod("otatools/serving/start", UseSingleObjectParameterDeserialization = true)]
    Task<ServingState> StartAsync(StartServingParams parameters, CancellationToken cancellationToken);

    /// <summary>Meanwhile new requests are told to come back; cancelled, or with a start, serving goes on.</summary>
    [JsonRpcMethod("otatools/serving/stop", UseSingleObjectParameterDeserialization = true)]
    Task<StoppedServing> StopAsync(StopServingParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/serving/state")]
    Task<ServingState> StateAsync(CancellationToken cancellationToken);

    /// <summary>The URL of a file, as a board asks for it.</summary>
    [JsonRpcMethod("otatools/serving/url", UseSingleObjectParameterDeserialization = true)]
    Task<UrlResult> UrlAsync(UrlParams parameters, CancellationToken cancellationToken);

    /// <summary>The boards that asked since this process started.</summary>
    [JsonRpcMethod("otatools/serving/boards")]
    Task<BoardsResult> BoardsAsync(CancellationToken cancellationToken);
}
