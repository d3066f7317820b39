using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Releases;

/// <summary>
/// Whether a board takes a release that goes to a share of all boards first: decided by the board alone, the same way for ever, and
/// otherwise for each release, so that it is not always the same boards that go first. Raising the share only adds boards (device/RELEASES.md).
/// </summary>
public static class Turn
{
    /// <summary>All boards.</summary>
    public const int Everyone = 10_000;

    private const int MacLength = 6;

    /// <param name="mac">Six bytes.</param>
    /// <param name="imageHash">SHA-256 of the whole image.</param>
    /// <returns>0 to 9,999: a share above it reaches the board.</returns>
    public static int Of(ReadOnlySpan<byte> mac, ReadOnlySpan<byte> imageHash)
    {
        if (mac.Length != MacLength || imageHash.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException("A MAC address has 6 bytes, a SHA-256 32.");
        }

        Span<byte> both = stackalloc byte[MacLength + SHA256.HashSizeInBytes];
        mac.CopyTo(both);
        imageHash.CopyTo(both[MacLength..]);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(both)) % Everyone);
    }

    /// <param name="share">Of 10,000 boards.</param>
    public static bool IsReached(ReadOnlySpan<byte> mac, ReadOnlySpan<byte> imageHash, int share) => Of(mac, imageHash) < share;
}
