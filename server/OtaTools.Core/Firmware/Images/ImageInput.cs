using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Images;

/// <summary>A file read forward once: its head stays in memory, the rest passes by, hashed.</summary>
internal sealed class ImageInput(Stream file, int headLength)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] head = new byte[headLength];
    private readonly byte[] buffer = new byte[64 * 1024];
    private int headFilled;

    /// <summary>What was taken so far, in bytes from the beginning.</summary>
    public long Position { get; private set; }

    public ReadOnlyMemory<byte> Head => head.AsMemory(0, headFilled);

    public async Task FillHeadAsync(CancellationToken cancellationToken) =>
        headFilled = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);

    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public async Task<byte[]> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        var filled = 0;
        await PassAsync(count, chunk => chunk.CopyTo(bytes.AsSpan((filled += chunk.Length) - chunk.Length)), cancellationToken);
        return bytes;
    }

    /// <summary>The XOR of the next bytes.</summary>
    public async Task<byte> XorAsync(long count, CancellationToken cancellationToken)
    {
        byte xor = 0;
        await PassAsync(count, chunk => xor ^= Xor(chunk), cancellationToken);
        return xor;
    }

    /// <summary>SHA-256 of everything taken so far.</summary>
    public byte[] HashSoFar() => hash.GetCurrentHash();

    private delegate void Chunk(ReadOnlySpan<byte> bytes);

    private async Task PassAsync(long count, Chunk take, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            ReadOnlyMemory<byte> chunk;
            if (Position < headFilled)
            {
                chunk = head.AsMemory((int)Position, (int)Math.Min(count, headFilled - Position));
            }
            else
            {
                var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)), cancellationToken);
                chunk = read > 0 ? buffer.AsMemory(0, read) : throw new EndOfStreamException();
            }

            hash.AppendData(chunk.Span);
            take(chunk.Span);
            Position += chunk.Length;
            count -= chunk.Length;
        }
    }

    private static byte Xor(ReadOnlySpan<byte> bytes)
    {
        var wide = Vector<byte>.Zero;
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        foreach (var vector in vectors)
        {
            wide ^= vector;
        }

        byte xor = 0;
        for (var i = 0; i < Vector<byte>.Count; i++)
        {
            xor ^= wide[i];
        }

        foreach (var b in bytes[(vectors.Length * Vector<byte>.Count)..])
        {
            xor ^= b;
        }

        return xor;
    }
}
