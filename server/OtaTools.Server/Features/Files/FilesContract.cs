using Newtonsoft.Json.Linq;
using OtaTools.Core.Device.Files;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Files;

/// <param name="Files">Each with its path on this computer and that on the board.</param>
/// <param name="WorkDoneToken">For $/progress.</param>
internal sealed record PutParams(
    string Device,
    IReadOnlyList<FileToPut> Files,
    int Baud = DeviceDefaults.Baud,
    double TimeoutSeconds = DeviceDefaults.TimeoutSeconds,
    JToken? WorkDoneToken = null);

internal sealed record PutResult(IReadOnlyList<FileOutcome> Files);

/// <param name="Path">Of a folder, or of a file.</param>
/// <param name="Recursive">Also what is in its folders.</param>
internal sealed record ListParams(
    string Device, string Path = "/", bool Recursive = false, int Baud = DeviceDefaults.Baud, double TimeoutSeconds = DeviceDefaults.TimeoutSeconds);

internal sealed record ListResult(IReadOnlyList<BoardListing> Entries);

/// <param name="Path">Of a file, or of a folder with all that is in it.</param>
/// <param name="Target">On this computer: a file, or a folder that is there.</param>
/// <param name="WorkDoneToken">For $/progress.</param>
internal sealed record GetParams(
    string Device,
    string Path,
    string Target,
    int Baud = DeviceDefaults.Baud,
    double TimeoutSeconds = DeviceDefaults.TimeoutSeconds,
    JToken? WorkDoneToken = null);

internal sealed record GetResult(IReadOnlyList<FetchedFile> Files);

/// <param name="Recursive">Folders go with all that is in them.</param>
internal sealed record RemoveFilesParams(
    string Device, IReadOnlyList<string> Paths, bool Recursive = false, int Baud = DeviceDefaults.Baud, double TimeoutSeconds = DeviceDefaults.TimeoutSeconds);

internal sealed record RemoveFilesResult(IReadOnlyList<BoardRemoval> Removed);

/// <summary>Any files on a board.</summary>
internal interface IFilesRpc
{
    /// <summary>Puts files there, and makes their folders; each is old or new at any time, never half.</summary>
    [JsonRpcMethod("otatools/files/put", UseSingleObjectParameterDeserialization = true)]
    Task<PutResult> PutAsync(PutParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/files/list", UseSingleObjectParameterDeserialization = true)]
    Task<ListResult> ListAsync(ListParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/files/get", UseSingleObjectParameterDeserialization = true)]
    Task<GetResult> GetAsync(GetParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/files/remove", UseSingleObjectParameterDeserialization = true)]
    Task<RemoveFilesResult> RemoveAsync(RemoveFilesParams parameters, CancellationToken cancellationToken);
}
