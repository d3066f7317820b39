namespace OtaTools.Core.Firmware.Packing;

/// <summary>Says one frame of an image: all its control bytes, then of each block the literal bytes and the differences.</summary>
/// <param name="stretches">Of the whole image; those that a frame needs are found as it goes.</param>
internal sealed class FrameWriter(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte> source, List<Stretch> stretches)
{
    /// <summary>What a copy costs at least; a shorter rest at a block's edge is cheaper as it is.</summary>
    private const int ShortestCopy = 4;

    /// <summary>An operation's three numbers. Each block keeps room for one, which is what its last literal bytes may need.</summary>
    private const int LongestOperation = 3 * PackFormat.MostNumberBytes;

    private const int FullControl = PackFormat.MostControl - (LongestOperation * (1 + (PackFormat.Frame / PackFormat.Block)));

    private readonly List<byte> control = [], literals = [], differences = [], body = [];
    private List<int> cuts = [];
    private int pending, shift, next, changed;

    /// <returns>The frame's data, and where one kind of bytes ends.</returns>
    public (byte[] Data, IReadOnlyList<int> Cuts) Write(int start, int end)
    {
        control.Clear();
        body.Clear();
        cuts = [];
        shift = 0; // a frame is read without the ones before it
        for (var at = start; at < end; at += PackFormat.Block)
        {
            WriteBlock(at, Math.Min(at + PackFormat.Block, end));
        }

        var head = 2 + control.Count;
        return ([(byte)control.Count, (byte)(control.Count >> 8), .. control, .. body], cuts.ConvertAll(cut => cut + head));
    }

    private void WriteBlock(int start, int end)
    {
        literals.Clear();
        differences.Clear();
        (pending, changed) = (0, 0);
        for (var at = start; at < end;)
        {
            while (stretches[next].Start + stretches[next].Length <= at)
            {
                next++;
            }

            var stretch = stretches[next];
            var length = Math.Min(stretch.Start + stretch.Length, end) - at;
            if (stretch.Source == CopySource.None || length < ShortestCopy || control.Count > FullControl || changed == PackFormat.MostChanged)
            {
                literals.AddRange(image.Span.Slice(at, length));
                pending += length;
            }
            else
            {
                Copy(at, length, stretch, start);
            }

            at += length;
        }

        if (pending > 0)
        {
            Number(pending);
        }

        cuts.Add(body.Count);
        body.AddRange(literals);
        cuts.Add(body.Count);
        body.AddRange(differences);
    }

    private void Copy(int at, int length, Stretch stretch, int blockStart)
    {
        Number(pending);
        pending = 0;
        var here = image.Span.Slice(at, length);
        if (stretch.Source == CopySource.Own)
        {
            Number((length << 2) | (int)CopyKind.Own);
            Number(blockStart - (at + stretch.Shift) - length);
            return;
        }

        var there = source.Span.Slice(at + stretch.Shift, length);
        var exact = here.SequenceEqual(there);
        Number((length << 2) | (int)(exact ? CopyKind.ExactBase : CopyKind.ChangedBase));
        Number(Zigzag(stretch.Shift - shift));
        shift = stretch.Shift;
        changed += exact ? 0 : 1;
        for (var i = 0; i < length && !exact; i++)
        {
            differences.Add((byte)(here[i] - there[i]));
        }
    }

    private static int Zigzag(int value) => (value << 1) ^ (value >> 31);

    private void Number(int value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            control.Add((byte)(value | 0x80));
        }

        control.Add((byte)value);
    }
}
