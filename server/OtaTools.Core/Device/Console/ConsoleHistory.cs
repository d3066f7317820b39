namespace OtaTools.Core.Device.Console;

/// <summary>
/// The last bytes that a board printed, each at its place in the whole. One writes, and never waits; readers follow at their
/// own pace, and are told what they missed. Memory grows up to the capacity and no further.
/// </summary>
public sealed class ConsoleHistory(int capacity = ConsoleHistory.DefaultCapacity)
{
    public const int DefaultCapacity = 1 << 20;

    private const int LongestLine = 4096;

    private readonly Lock gate = new();
    private byte[] ring = [];
    private long end;

    /// <summary>There is more to read; called by the writer, so it must not block.</summary>
    public event Action? Grown;

    /// <summary>The place of the next byte.</summary>
    public long End
    {
        get
        {
            lock (gate)
            {
                return end;
            }
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            Grow(bytes.Length);
            var kept = bytes[Math.Max(0, bytes.Length - capacity)..];
            end += bytes.Length - kept.Length;
            var at = (int)(end % ring.Length);
            var first = Math.Min(kept.Length, ring.Length - at);
            kept[..first].CopyTo(ring.AsSpan(at));
            kept[first..].CopyTo(ring);
            end += kept.Length;
        }

        Grown?.Invoke();
    }

    /// <summary>All that is remembered.</summary>
    public byte[] Remembered()
    {
        lock (gate)
        {
            var bytes = new byte[(int)Math.Min(end, ring.Length)];
            Copy(end - bytes.Length, bytes);
            return bytes;
        }
    }

    /// <summary>
    /// Reads on from a place. Who is overtaken goes on in the middle of what is remembered, at the beginning of a line: so the
    /// gaps are few.
    /// </summary>
    /// <param name="position">Moves behind what was read.</param>
    /// <param name="skipped">Bytes that came before these and are forgotten.</param>
    public int Read(ref long position, Span<byte> into, out long skipped)
    {
        lock (gate)
        {
            var from = position < end - ring.Length ? LineAfter(end - (ring.Length / 2)) : position;
            skipped = from - position;
            var count = (int)Math.Min(end - from, into.Length);
            Copy(from, into[..count]);
            position = from + count;
            return count;
        }
    }

    private long LineAfter(long place)
    {
        for (var at = place; at < Math.Min(end, place + LongestLine); at++)
        {
            if (ring[(int)(at % ring.Length)] == '\n')
            {
                return at + 1;
            }
        }

        return place;
    }

    private void Copy(long from, Span<byte> into)
    {
        if (into.IsEmpty)
        {
            return;
        }

        var at = (int)(from % ring.Length);
        var first = Math.Min(into.Length, ring.Length - at);
        ring.AsSpan(at, first).CopyTo(into);
        ring.AsSpan(0, into.Length - first).CopyTo(into[first..]);
    }

    private void Grow(int more)
    {
        var needed = Math.Min(capacity, end + more);
        if (needed <= ring.Length)
        {
            return;
        }

        // Nothing was overwritten so far: the bytes lie from the beginning on.
        var size = Math.Max(4096, ring.Length);
        while (size < needed)
        {
            size *= 2;
        }

        Array.Resize(ref ring, Math.Min(capacity, size));
    }
}
