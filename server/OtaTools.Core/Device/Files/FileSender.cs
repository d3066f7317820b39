using System.IO.Compression;
using System.Security.Cryptography;
using OtaTools.Core.Device.RawRepl;
using OtaTools.Core.Device.RawRepl.Link;

namespace OtaTools.Core.Device.Files;

/// <summary>
/// Writes files on the board: many small ones in one message, a large one in several. Each is proved by the SHA-256 that the
/// board computes from what it has written; one that is wrong, or that a broken link interrupted, is written again.
/// </summary>
internal sealed class FileSender(BoardLink link, IReadOnlyList<PlannedFile> files, IProgress<UploadProgress>? progress)
{
    private const int Tries = 3;
    private const int LinkTries = 8;

    /// <summary>Content in one message: what deflates well makes long ones, which deflate better.</summary>
    private const int LongestMessage = 16 * 1024, ShortMessage = 4 * 1024;

    /// <summary>Bytes on the line in one message: the board keeps them several times. Twice as many where it has external memory.</summary>
    private const int LongestPacked = 4 * 1024;

    private const int AmpleMemory = 96 * 1024, MuchMemory = 256 * 1024;

    private static readonly BoardFunction Put = new("_put", "files", "put");

    private readonly bool[] done = new bool[files.Count];
    private readonly int[] tries = new int[files.Count];
    /// <summary>What one byte of each comes to on the line.</summary>
    private readonly double[] rates = [.. files.Select(file => link.HasDeflate ? RateOf(file.File.Content) : 1)];

    private readonly int total = files.Sum(file => file.File.Content.Length);

    /// <exception cref="OtaToolsException">The board raised, the line is of no use, or the flash does not keep what is written.</exception>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        var offset = 0;
        for (var lost = 0; Array.IndexOf(done, false) is var first and >= 0;)
        {
            var pieces = NextPieces(first, offset);
            try
            {
                var hashes = await link.CallOnceAsync(Put, Message(pieces), cancellationToken);
                Check([.. pieces.Where(piece => piece.IsLast)], hashes);
                // Behind one that has to be written again, the one that is not complete begins again too.
                offset = Array.IndexOf(done, false) == pieces[^1].Index && !pieces[^1].IsLast ? pieces[^1].End : 0;
                Report(pieces[^1]);
            }
            catch (LinkLostException) when (++lost < LinkTries)
            {
                offset = 0;
            }
            catch (LinkLostException e)
            {
                throw BoardLink.Failure(e);
            }
        }
    }

    private List<Piece> NextPieces(int first, int offset)
    {
        var room = link.FreeMemory < AmpleMemory || !link.HasDeflate ? ShortMessage : LongestMessage;
        var packed = room == ShortMessage ? ShortMessage / 2.0 : link.FreeMemory < MuchMemory ? LongestPacked : 2.0 * LongestPacked;
        var pieces = new List<Piece>();
        for (var index = first; index < files.Count && room > 0 && packed > 0; index++)
        {
            if (done[index])
            {
                continue;
            }

            var from = index == first ? offset : 0;
            var rate = rates[index];
            var length = Math.Min(files[index].File.Content.Length - from, Math.Min(room, (int)(packed / rate) + 1));
            pieces.Add(new(index, files[index], from, length));
            room -= length;
            packed -= length * rate;
        }

        return pieces;
    }

    private static byte[] Message(List<Piece> pieces)
    {
        var head = BoardJson.Serialize(pieces.Select(piece => new object[] { piece.File.Written, piece.Length, piece.From == 0, piece.IsLast }));
        return [.. head, (byte)'\n', .. pieces.SelectMany(piece => piece.File.File.Content.AsMemory(piece.From, piece.Length).ToArray())];
    }

    private void Check(Piece[] complete, byte[] hashes)
    {
        foreach (var (piece, hash) in complete.Zip(hashes.Chunk(SHA256.HashSizeInBytes)))
        {
            done[piece.Index] = Convert.ToHexStringLower(hash) == piece.File.File.Hash;
            if (!done[piece.Index] && ++tries[piece.Index] == Tries)
            {
                throw new OtaToolsException(ErrorCode.DeviceWriteCorrupt, Strings.WrittenFileDiffers(piece.File.File.Path, Tries));
            }
        }
    }

    private void Report(Piece last)
    {
        var written = files.Where((_, index) => done[index]).Sum(file => file.File.Content.Length);
        progress?.Report(new(last.File.File.Path, written + (last.IsLast ? 0 : last.End), total));
    }

    private static double RateOf(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return Math.Clamp((double)packed.Length / Math.Max(1, content.Length), 0.01, 1);
    }

    private sealed record Piece(int Index, PlannedFile File, int From, int Length)
    {
        public int End => From + Length;

        public bool IsLast => End == File.File.Content.Length;
    }
}
