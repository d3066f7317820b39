using OtaTools.Core.Serving;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Language;

/// <param name="Folder">A folder that is open in the editor.</param>
/// <param name="Root">The folder whose firmware is, or would be, served for the documents in it.</param>
internal sealed record LanguageFolder(string Folder, string Root);

/// <summary>What the documents' URLs are judged by; it takes the place of what was said before.</summary>
/// <param name="Device">The board that the documents are for; null where none is chosen.</param>
/// <param name="Port">That would be served on.</param>
/// <param name="Address">This computer as the board sees it; null chooses.</param>
internal sealed record LanguageParams(IReadOnlyList<LanguageFolder> Folders, string? Device = null, int Port = FirmwareHost.DefaultPort, string? Address = null);

internal sealed record LanguageResult;

/// <summary>What documents are read in the light of; the documents themselves come as LSP has it (<see cref="DocumentTarget"/>).</summary>
internal interface ILanguageRpc
{
    [JsonRpcMethod("otatools/language/configure", UseSingleObjectParameterDeserialization = true)]
    Task<LanguageResult> ConfigureAsync(LanguageParams parameters, CancellationToken cancellationToken);
}
