using System.Buffers.Binary;

namespace OtaTools.Core.Device.RawRepl.Link;

/// <summary>What goes to the board, by the rules of server/device/snippets/link.py (pure).</summary>
internal static class LinkFrame
{
    public const byte Part = (byte)'-', LastPart = (byte)'.', Enquiry = (byte)'?', Again = (byte)'!';

    /// <summary>Start, salt, and ten bytes that say what follows.</summary>
    public const int HeaderLength = 12;

    /// <summary>So much of a payload the board takes between two credits.</summary>
    public const int Piece = 60;

    /// <summary>Seventeen pieces, where the board takes 1023 bytes at most: a damaged frame is soon sent again, and its header costs little.</summary>
    public const int LongestPayload = 17 * Piece;

    private const byte Start = 1;

    public static byte[] Make(byte kind, byte number, int offset = 0, ReadOnlySpan<byte> payload = default)
    {
        Span<byte> header = stackalloc byte[10];
        (header[0], header[1]) = (kind, number);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], (ushort)offset);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[6..], Crc32.Of(payload, Crc32.Of(header[..6])));
        return [Start, .. Salted(header), .. payload];
    }

    /// <summary>0x03 would interrupt the board; 0x10 announces the next byte XOR 0x40.</summary>
    public static byte[] Escape(ReadOnlySpan<byte> data)
    {
        var escaped = new List<byte>(data.Length + 16);
        foreach (var b in data)
        {
            if (b is 0x03 or 0x10)
            {
                escaped.Add(0x10);
                escaped.Add((byte)(b ^ 0x40));
            }
            else
            {
                escaped.Add(b);
            }
        }

        return [.. escaped];
    }

    /// <summary>None of the bytes that a prompt obeys is in a header: it may reach a board where nobody takes frames any more.</summary>
    private static byte[] Salted(ReadOnlySpan<byte> header)
    {
        // Each byte of the header rules out seven salts: 70 of 223 at most.
        for (byte salt = 0x20; ; salt++)
        {
            byte[] salted = [salt, .. header];
            foreach (ref var b in salted.AsSpan(1))
            {
                b ^= salt;
            }

            if (!salted.AsSpan().ContainsAnyInRange<byte>(1, 5) && !salted.AsSpan().ContainsAny((byte)'\n', (byte)'\r'))
            {
                return salted;
            }
        }
    }
}
