using System.Buffers.Binary;
using System.IO.Compression;

namespace OtaTools.Core.Device.RawRepl.Link;

/// <summary>
/// The messages of one link as one deflate stream, flushed behind each: what was sent before makes shorter what comes
/// after it.
/// </summary>
/// <param name="windowBits">The window that the board has; 0 where it cannot inflate.</param>
internal sealed class MessagePacker(int windowBits) : IDisposable
{
    private const int LargestWindow = 15;

    private MemoryStream packed = new();
    private DeflateStream? deflate;
    private int inWindow;

    public byte[] Pack(ReadOnlySpan<byte> code, ReadOnlySpan<byte> data)
    {
        Span<byte> lengths = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(lengths, checked((ushort)code.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(lengths[2..], checked((ushort)data.Length));
        return windowBits == 0 ? [.. lengths, .. code, .. data] : [.. lengths, .. Deflate([.. code, .. data])];
    }

    public void Dispose() => packed.Dispose();

    private byte[] Deflate(byte[] content)
    {
        var packedContent = new List<byte>();
        foreach (var part in content.Chunk(1 << windowBits))
        {
            // The encoder's own window is always the largest. One that begins anew looks back at nothing older.
            if (deflate is null || (windowBits < LargestWindow && inWindow + part.Length > 1 << windowBits))
            {
                packed = new();
                deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true);
                inWindow = 0;
            }

            inWindow += part.Length;
            packed.SetLength(0);
            deflate.Write(part);
            deflate.Flush();
            packedContent.AddRange(packed.ToArray());
        }

        return [.. packedContent];
    }
}
