using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Packing;

/// <summary>Takes a pack apart as a board does: what was packed is offered only after it came out again.</summary>
public static class PackReader
{
    /// <exception cref="InvalidDataException">Damaged, or made for another image.</exception>
    public static byte[] Read(ReadOnlyMemory<byte> pack, ReadOnlyMemory<byte> source)
    {
        var header = PackHeader.Read(pack.Span) ?? throw new InvalidDataException("no pack of this version");
        if (header.BaseLength != 0 && (header.BaseLength != source.Length || !ImageIdentity.Of(source.Span).AsSpan().SequenceEqual(header.BaseIdentity)))
        {
            throw new InvalidDataException("made against another image");
        }

        var image = new byte[header.ImageLength];
        var rest = pack[PackFormat.HeaderLength..];
        try
        {
            for (var start = 0; start < image.Length; start += PackFormat.Frame)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
                using var data = new DeflateStream(new MemoryStream(rest.Slice(sizeof(int), length).ToArray()), CompressionMode.Decompress);
                new FrameReader(data, source, image).Read(start, Math.Min(start + PackFormat.Frame, image.Length));
                rest = rest[(sizeof(int) + length)..];
            }
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or EndOfStreamException)
        {
            throw new InvalidDataException("damaged", e);
        }

        return rest.IsEmpty && SHA256.HashData(image).AsSpan().SequenceEqual(header.ImageHash) ? image : throw new InvalidDataException("another image came out");
    }

    /// <summary>Whether exactly this image comes out.</summary>
    public static bool Gives(ReadOnlyMemory<byte> pack, ReadOnlyMemory<byte> source, ReadOnlySpan<byte> image)
    {
        try
        {
            return Read(pack, source).AsSpan().SequenceEqual(image);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
