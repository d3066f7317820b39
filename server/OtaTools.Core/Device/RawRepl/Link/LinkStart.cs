using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OtaTools.Core.Device.RawRepl.Link;

/// <summary>What makes a prompt into the board's end of a link: the code that is sent to it, and what that code asks for.</summary>
/// <param name="Code">Short enough for the ring of a board that does nothing else.</param>
/// <param name="Pieces">server/device/snippets/link.py, without a byte that would interrupt.</param>
internal sealed record LinkStart(byte[] Code, IReadOnlyList<byte[]> Pieces)
{
    private const byte Interrupt = 3;

    private static readonly byte[] Link = Encoding.UTF8.GetBytes(DeviceScripts.Snippet("link"));
    private static readonly Lazy<byte[]> Deflated = new(DeflateLink);

    /// <param name="number">Of the answer with which the link begins.</param>
    /// <param name="windowBits">0 for a board that cannot inflate.</param>
    public static LinkStart Make(byte number, int windowBits)
    {
        var content = windowBits == 0 ? Link : Deflated.Value;
        var values = string.Create(
            CultureInfo.InvariantCulture, $"n,c,a={content.Length},{Crc32.Of(content)},dict(num={number},bits={windowBits})\n");
        return new(Encoding.UTF8.GetBytes(values + DeviceScripts.Snippet(windowBits == 0 ? "start_plain" : "start")), [.. content.Chunk(LinkFrame.Piece)]);
    }

    private static byte[] DeflateLink()
    {
        // Another comment at its end makes other bytes of all of it; one in ten has none that interrupts.
        for (var salt = 0; ; salt++)
        {
            using var packed = new MemoryStream();
            using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize))
            {
                deflate.Write(Link);
                deflate.Write(Encoding.UTF8.GetBytes(salt == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"#{salt}")));
            }

            if (!packed.ToArray().Contains(Interrupt))
            {
                return packed.ToArray();
            }
        }
    }
}
