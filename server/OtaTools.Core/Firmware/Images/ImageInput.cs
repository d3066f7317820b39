using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Images;

/// <summary>
/// A file read forward once, through a window of fixed size: what is ahead can be looked at, what is taken is hashed and gone.
/// The window is borrowed, so that a sidecar that looks at many files allocates none.
/// </summary>
internal sealed class ImageInput(Stream file) : IDisposable
{
    /// <summary>MicroPython's own strings were always within the first 0x18400 bytes of an app.</summary>
    public const int Ahead = 0x20000;

    private const int WindowLength = 2 * Ahead;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] window = ArrayPool<byte>.Shared.Rent(WindowLength);
    private int start, end;

    /// <summary>What was taken so far, in bytes from the beginning of the file.</summary>
    public long Position { get; private set; }

    /// <summary>What is ahead and read already.</summary>
    public ReadOnlySpan<byte> Window => window.AsSpan(start, end - start);

    /// <summary>Reads on until that much is in the window, or the file is at its end.</summary>
    public async ValueTask FillAsync(int count, CancellationToken cancellationToken)
    {
        if (end - start >= count)
        {
            return;
        }

        window.AsSpan(start, end - start).CopyTo(window);
        (start, end) = (0, end - start);
        end += await file.ReadAtLeastAsync(window.AsMemory(end), count - end, throwOnEndOfStream: false, cancellationToken);
    }

    /// <summary>Forgets the hash of what was taken.</summary>
    public void BeginHash() => hash.GetHashAndReset();

    /// <summary>SHA-256 of everything taken since <see cref="BeginHash"/>.</summary>
    public byte[] HashSoFar() => hash.GetCurrentHash();

    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public async ValueTask<byte[]> TakeAsync(int count, CancellationToken cancellationToken)
    {
        await FillAsync(count, cancellationToken);
        if (Window.Length < count)
        {
            throw new EndOfStreamException();
        }

        var bytes = Window[..count].ToArray();
        Take(count, hashed: true);
        return bytes;
    }

    /// <summary>Passes over bytes without hashing them; stops at the end of the file.</summary>
    public async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            await FillAsync(1, cancellationToken);
            if (Window.IsEmpty)
            {
                return;
            }

            var taken = (int)Math.Min(count, Window.Length);
            Take(taken, hashed: false);
            count -= taken;
        }
    }

    /// <summary>The XOR of the next bytes.</summary>
    /// <param name="look">Sees each piece; a piece repeats the last <paramref name="overlap"/> bytes of the one before.</param>
    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public async ValueTask<byte> XorAsync(long count, SpanAction? look, int overlap, CancellationToken cancellationToken)
    {
        byte xor = 0;
        while (count > 0)
        {
            await FillAsync((int)Math.Min(count, look is null ? 1 : overlap + 1), cancellationToken);
            var piece = Window[..(int)Math.Min(count, Window.Length)];
            if (piece.IsEmpty || (look is not null && piece.Length < count && piece.Length <= overlap))
            {
                throw new EndOfStreamException();
            }

            look?.Invoke(piece);
            var taken = look is not null && piece.Length < count ? piece.Length - overlap : piece.Length;
            xor ^= Xor(piece[..taken]);
            Take(taken, hashed: true);
            count -= taken;
        }

        return xor;
    }

    public delegate void SpanAction(ReadOnlySpan<byte> bytes);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(window);
        hash.Dispose();
    }

    private void Take(int count, bool hashed)
    {
        if (hashed)
        {
            hash.AppendData(window, start, count);
        }

        start += count;
        Position += count;
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
