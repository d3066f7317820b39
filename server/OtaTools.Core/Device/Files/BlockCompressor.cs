using System.IO.Compression;

namespace OtaTools.Core.Device.Files;

/// <summary>
/// A file as blocks for the line: raw deflate, each block on its own, so that the board's window need be no larger
/// than a block; or as they are where that is no smaller.
/// </summary>
internal sealed record BlockCompressor(IReadOnlyList<byte[]> Blocks, int WindowBits)
{
    private const int DeflatedBlockBits = 13; // 8 KiB: window and block together stay below 20 KB of the board's heap
    private const int PlainBlock = 2048;

    public static BlockCompressor For(byte[] content, bool deflate)
    {
        if (deflate)
        {
            var blocks = content.Chunk(1 << DeflatedBlockBits).Select(Deflate).ToList();
            if (blocks.Sum(block => block.Length) < content.Length)
            {
                return new(blocks, DeflatedBlockBits);
            }
        }

        return new([.. content.Chunk(PlainBlock)], 0);
    }

    private static byte[] Deflate(byte[] block)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize))
        {
            deflate.Write(block);
        }

        return packed.ToArray();
    }
}
