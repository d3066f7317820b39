using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Packing;

/// <summary>What a build is known by on boards: app_elf_sha256, or for builds without one the SHA-256 of the first 256 bytes.</summary>
public static class ImageIdentity
{
    internal const int HeadLength = 256;

    private const int ElfHashOffset = 0xB0, HashLength = 32;

    public static byte[] Of(ReadOnlySpan<byte> image)
    {
        var hash = image.Length < ElfHashOffset + HashLength ? [] : image.Slice(ElfHashOffset, HashLength);
        return hash.ContainsAnyExcept((byte)0) ? hash.ToArray() : SHA256.HashData(image[..Math.Min(HeadLength, image.Length)]);
    }

    /// <summary>Its first eight bytes, as names of files and headers have it.</summary>
    public static string ShortOf(ReadOnlySpan<byte> image) => Convert.ToHexStringLower(Of(image).AsSpan(0, 8));
}
