using System.Text.Json;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Device.Files;

/// <summary>Files on the board, through server/device/snippets/files.py.</summary>
internal sealed class BoardFiles(BoardLink link)
{
    private const int Tries = 3;

    /// <returns>The SHA-256 of each, null where there is none.</returns>
    public async Task<IReadOnlyList<string?>> HashAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var answer = await link.CallAsync("_hashes", paths.ToArray(), [], null, cancellationToken);
        return JsonSerializer.Deserialize<string?[]>(answer) ?? [];
    }

    public async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) => Convert.FromBase64String(
        string.Concat((await link.CallAsync("_read", path, [], null, cancellationToken)).Where(c => !char.IsWhiteSpace(c))));

    /// <summary>Writes a file, and again where the board's hash of it is wrong.</summary>
    /// <param name="path">Its temporary name, or its own where it replaces nothing.</param>
    /// <param name="sent">Called with the part of the content that the board has, 0 to 1.</param>
    public async Task WriteAsync(BoardFile file, string path, Action<double>? sent, CancellationToken cancellationToken)
    {
        var packed = BlockCompressor.For(file.Content, link.HasDeflate);
        var arguments = new { path, blocks = packed.Blocks.Count, window = packed.WindowBits };
        for (var attempt = 1; ; attempt++)
        {
            var hash = (await link.CallAsync(
                "_put", arguments, packed.Blocks, block => sent?.Invoke((block + 1.0) / packed.Blocks.Count), cancellationToken)).Trim();
            if (hash == file.Hash)
            {
                return;
            }

            if (attempt == Tries)
            {
                throw new OtaToolsException(ErrorCode.DeviceWriteCorrupt, Strings.WrittenFileDiffers(file.Path, Tries));
            }
        }
    }
}
