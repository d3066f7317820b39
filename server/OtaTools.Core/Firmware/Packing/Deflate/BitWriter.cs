namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>Bits into bytes, the lowest bit first, as RFC 1951 packs them.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> bytes = [];
    private ulong pending;
    private int count;

    public void Write(int value, int bits)
    {
        pending |= (ulong)(uint)value << count;
        for (count += bits; count >= 8; count -= 8)
        {
            bytes.Add((byte)pending);
            pending >>= 8;
        }
    }

    /// <summary>Bytes of a stored block, which begin on a byte of their own.</summary>
    public void WriteAligned(ReadOnlySpan<byte> data)
    {
        Align();
        bytes.AddRange(data);
    }

    public void Align()
    {
        if (count > 0)
        {
            Write(0, 8 - count);
        }
    }

    public byte[] ToArray()
    {
        Align();
        return [.. bytes];
    }
}
