using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Conversion;

/// <summary>The second-stage bootloader at the beginning of a full flash image. What it says of the flash's size decides which partitions it accepts.</summary>
internal sealed class BootloaderImage
{
    private const int HeaderLength = 24, SegmentHeaderLength = 8, HashLength = 32, MaxSegments = 16;
    private const int SizeField = 3, HashAppendedField = 23;
    private const int MinSizeCode = 0, MaxSizeCode = 7;
    private const long SmallestFlash = 1024 * 1024;

    private readonly byte[] bytes;

    /// <summary>Of the bootloader in the bytes: not 0 where a whole flash was read out of a chip that has it elsewhere.</summary>
    private readonly int start;

    private readonly int hashedEnd;

    private BootloaderImage(byte[] bytes, int start, int hashedEnd)
    {
        this.bytes = bytes;
        this.start = start;
        this.hashedEnd = hashedEnd;
    }

    /// <summary>Of the chip that it was made for; null where the code means nothing.</summary>
    public long? FlashSize => bytes[start + SizeField] >> 4 is >= MinSizeCode and <= MaxSizeCode and var code ? SmallestFlash << code : null;

    /// <summary>Bytes behind its end, such as a signature of secure boot: what protects the header against change.</summary>
    private bool IsSigned => bytes.AsSpan(hashedEnd + (HasHash ? HashLength : 0)).ContainsAnyExcept((byte)0xFF, (byte)0);

    private bool HasHash => bytes[start + HashAppendedField] == 1;

    /// <param name="before">All of the file that comes before the partition table.</param>
    /// <returns>Null for a bootloader that is damaged.</returns>
    public static BootloaderImage? Read(ReadOnlySpan<byte> before)
    {
        if (before.IsEmpty)
        {
            return null;
        }

        var start = FirmwareClassifier.BootloaderAt(before);
        var region = before[start..];
        if (region.Length < HeaderLength || region[0] != EspImageReader.Magic || region[1] is 0 or > MaxSegments)
        {
            return null;
        }

        var end = HeaderLength;
        byte checksum = 0xEF;
        for (var i = 0; i < region[1]; i++)
        {
            if (region.Length - end < SegmentHeaderLength)
            {
                return null;
            }

            var length = BinaryPrimitives.ReadUInt32LittleEndian(region[(end + 4)..]);
            end += SegmentHeaderLength;
            if (length > (uint)(region.Length - end))
            {
                return null;
            }

            foreach (var b in region.Slice(end, (int)length))
            {
                checksum ^= b;
            }

            end += (int)length;
        }

        end += 16 - (end % 16);
        var hashed = region[HashAppendedField] == 1;
        if (region.Length < end + (hashed ? HashLength : 0) || region[end - 1] != checksum)
        {
            return null;
        }

        return hashed && !SHA256.HashData(region[..end]).AsSpan().SequenceEqual(region.Slice(end, HashLength)) ? null : new(before.ToArray(), start, start + end);
    }

    /// <returns>The same region with another size in the header and the hash that goes with it; null where a signature forbids that.</returns>
    public byte[]? WithFlashSize(long size)
    {
        if (size == FlashSize)
        {
            return bytes;
        }

        if (IsSigned || !BitOperations.IsPow2(size) || size < SmallestFlash || size > SmallestFlash << MaxSizeCode)
        {
            return null;
        }

        var changed = bytes.ToArray();
        changed[start + SizeField] = (byte)((BitOperations.Log2((ulong)(size / SmallestFlash)) << 4) | (changed[start + SizeField] & 0x0F));
        if (HasHash)
        {
            SHA256.HashData(changed.AsSpan(start, hashedEnd - start), changed.AsSpan(hashedEnd, HashLength));
        }

        return changed;
    }
}
