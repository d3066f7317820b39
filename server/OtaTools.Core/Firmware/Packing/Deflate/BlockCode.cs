namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>The two codes of a block with dynamic Huffman codes, and the header that tells them (RFC 1951, 3.2.7).</summary>
internal sealed class BlockCode
{
    private const int Dynamic = 2, LongestHeaderCode = 7, RepeatLast = 16, RepeatZero = 17, RepeatZeroLong = 18;

    private static readonly int[] HeaderOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly int[] literals, distances, header;
    private readonly List<(int Symbol, int Value, int Bits)> items;
    private readonly int literalCount, distanceCount, headerCount;

    public BlockCode(SymbolCounts counts)
    {
        literals = HuffmanCode.LengthsOf(counts.Literals, DeflateFormat.LongestCode);
        distances = HuffmanCode.LengthsOf(counts.Distances, DeflateFormat.LongestCode);
        literalCount = Math.Max(257, Array.FindLastIndex(literals, l => l > 0) + 1);
        distanceCount = Math.Max(1, Array.FindLastIndex(distances, l => l > 0) + 1);
        items = RunsOf([.. literals[..literalCount], .. distances[..distanceCount]]);
        var used = new int[19];
        items.ForEach(item => used[item.Symbol]++);
        header = HuffmanCode.LengthsOf(used, LongestHeaderCode);
        headerCount = Math.Max(4, Array.FindLastIndex(HeaderOrder, symbol => header[symbol] > 0) + 1);
        Bits = 3 + 14 + (3 * headerCount) + items.Sum(item => header[item.Symbol] + item.Bits) + BodyBits(counts);
    }

    /// <summary>Of the whole block, header and end included.</summary>
    public long Bits { get; }

    public void Write(BitWriter output, bool last, ReadOnlySpan<byte> data, IEnumerable<Token> tokens)
    {
        output.Write(last ? 1 : 0, 1);
        output.Write(Dynamic, 2);
        output.Write(literalCount - 257, 5);
        output.Write(distanceCount - 1, 5);
        output.Write(headerCount - 4, 4);
        for (var i = 0; i < headerCount; i++)
        {
            output.Write(header[HeaderOrder[i]], 3);
        }

        var headerCodes = HuffmanCode.CodesOf(header);
        foreach (var (symbol, value, bits) in items)
        {
            output.Write(headerCodes[symbol], header[symbol]);
            output.Write(value, bits);
        }

        var literalCodes = HuffmanCode.CodesOf(literals);
        var distanceCodes = HuffmanCode.CodesOf(distances);
        var at = 0;
        foreach (var token in tokens)
        {
            var symbol = token.IsLiteral ? data[at] : DeflateFormat.LengthSymbol(token.Length);
            output.Write(literalCodes[symbol], literals[symbol]);
            if (!token.IsLiteral)
            {
                var (value, bits) = DeflateFormat.LengthExtra(token.Length);
                output.Write(value, bits);
                var distance = DeflateFormat.DistanceSymbol(token.Distance);
                output.Write(distanceCodes[distance], distances[distance]);
                (value, bits) = DeflateFormat.DistanceExtra(token.Distance);
                output.Write(value, bits);
            }

            at += token.Length;
        }

        output.Write(literalCodes[DeflateFormat.EndOfBlock], literals[DeflateFormat.EndOfBlock]);
    }

    private long BodyBits(SymbolCounts counts)
    {
        var bits = 0L;
        for (var i = 0; i < literals.Length; i++)
        {
            bits += counts.Literals[i] * (long)(literals[i] + (i > 256 ? DeflateFormat.LengthExtraBits(i) : 0));
        }

        for (var i = 0; i < distances.Length; i++)
        {
            bits += counts.Distances[i] * (long)(distances[i] + DeflateFormat.DistanceExtraBits(i));
        }

        return bits;
    }

    private static List<(int Symbol, int Value, int Bits)> RunsOf(int[] lengths)
    {
        var runs = new List<(int, int, int)>();
        for (var i = 0; i < lengths.Length;)
        {
            var end = i + 1;
            while (end < lengths.Length && lengths[end] == lengths[i])
            {
                end++;
            }

            var run = end - i;
            if (lengths[i] == 0 && run >= 3)
            {
                run = Math.Min(run, 138);
                runs.Add(run < 11 ? (RepeatZero, run - 3, 3) : (RepeatZeroLong, run - 11, 7));
            }
            else if (lengths[i] != 0 && run >= 4)
            {
                run = Math.Min(run, 7);
                runs.Add((lengths[i], 0, 0));
                runs.Add((RepeatLast, run - 4, 2));
            }
            else
            {
                run = 1;
                runs.Add((lengths[i], 0, 0));
            }

            i += run;
        }

        return runs;
    }
}
