using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Packing;

/// <summary>The beginning of a pack: what comes out of it, and what it needs.</summary>
/// <param name="ImageHash">SHA-256 of the whole image.</param>
/// <param name="BaseIdentity">Of the image that the board must run (<see cref="ImageIdentity"/>); null where it needs none.</param>
public sealed record PackHeader(int ImageLength, byte[] ImageHash, int BaseLength, byte[]? BaseIdentity)
{
    public static PackHeader Of(ReadOnlySpan<byte> image, ReadOnlyMemory<byte>? source) =>
        new(image.Length, SHA256.HashData(image), source?.Length ?? 0, source is { } known ? ImageIdentity.Of(known.Span) : null);

    /// <returns>Null for what is not a pack of this version.</returns>
    public static PackHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < PackFormat.HeaderLength || !bytes.StartsWith(PackFormat.Magic) || bytes[PackFormat.Magic.Length] != PackFormat.Version)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[PackFormat.ImageLengthAt..]);
        var baseLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[PackFormat.BaseLengthAt..]);
        var identity = bytes[PackFormat.BaseIdentityAt..PackFormat.HeaderLength];
        return length <= 0 || baseLength < 0
            ? null
            : new(length, bytes[PackFormat.ImageHashAt..PackFormat.BaseLengthAt].ToArray(), baseLength, baseLength == 0 ? null : identity.ToArray());
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[PackFormat.HeaderLength];
        PackFormat.Magic.CopyTo(bytes);
        bytes[PackFormat.Magic.Length] = PackFormat.Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(PackFormat.ImageLengthAt), ImageLength);
        ImageHash.CopyTo(bytes, PackFormat.ImageHashAt);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(PackFormat.BaseLengthAt), BaseLength);
        BaseIdentity?.CopyTo(bytes, PackFormat.BaseIdentityAt);
        return bytes;
    }
}
