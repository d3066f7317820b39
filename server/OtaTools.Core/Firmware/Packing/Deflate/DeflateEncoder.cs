namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>
/// Raw deflate with a window of 4 KiB, for decoders that have no more; .NET's always takes 32 KiB. It costs seconds a megabyte
/// and makes up for the small window: each pass finds the cheapest parse at the prices of the last, blocks begin where a new
/// code pays for itself.
/// </summary>
internal static class DeflateEncoder
{
    /// <summary>No block but the last says less, so that a reader knows how much input it can need.</summary>
    public const int SmallestBlock = 512;

    private const int LargestPiece = 1024, LargestStored = 65535, SplittingPasses = 2, ParsingPasses = 4;

    /// <param name="cuts">Where the data changes its nature: a block may begin there.</param>
    public static byte[] Encode(ReadOnlySpan<byte> data, IEnumerable<int> cuts)
    {
        var matches = new MatchTable(data);
        var blocks = Split(data, matches, PiecesOf(data.Length, cuts));
        var output = new BitWriter();
        for (var i = 0; i < blocks.Count; i++)
        {
            WriteBest(output, i == blocks.Count - 1, data, matches, blocks[i]);
        }

        return output.ToArray();
    }

    /// <summary>What each byte costs, in bits, where all is said with deflate.</summary>
    public static float[] CostsOf(ReadOnlySpan<byte> data)
    {
        var matches = new MatchTable(data);
        var costs = new float[data.Length];
        foreach (var (start, end, prices) in Split(data, matches, PiecesOf(data.Length, [])))
        {
            var at = start;
            foreach (var token in CheapestParse.Of(data, matches, start, end, prices))
            {
                Array.Fill(costs, prices.Of(token, data[at]) / token.Length, at, token.Length);
                at += token.Length;
            }
        }

        return costs;
    }

    private static List<(int Start, int End, Prices Prices)> Split(ReadOnlySpan<byte> data, MatchTable matches, List<int> pieces)
    {
        var prices = Enumerable.Repeat(Prices.Unknown, pieces.Count - 1).ToArray();
        List<(int Start, int End, Prices Prices)> blocks = [];
        for (var pass = 0; pass < SplittingPasses; pass++)
        {
            List<(int Start, int End, SymbolCounts Counts, long Bits)> parts = [];
            for (var i = 0; i + 1 < pieces.Count; i++)
            {
                var counts = new SymbolCounts(data[pieces[i]..], CheapestParse.Of(data, matches, pieces[i], pieces[i + 1], prices[i]));
                parts.Add((pieces[i], pieces[i + 1], counts, new BlockCode(counts).Bits));
            }

            Merge(parts);
            blocks = parts.ConvertAll(p => (p.Start, p.End, new Prices(p.Counts)));
            for (var i = 0; i < prices.Length; i++)
            {
                prices[i] = blocks.Find(b => b.End > pieces[i]).Prices;
            }
        }

        return blocks;
    }

    /// <summary>Joins the two neighbours that gain most by a common code, as long as any do.</summary>
    private static void Merge(List<(int Start, int End, SymbolCounts Counts, long Bits)> parts)
    {
        var joined = new List<(SymbolCounts Counts, long Bits)>();
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            joined.Add(Join(parts[i], parts[i + 1]));
        }

        while (joined.Count > 0)
        {
            var best = Enumerable.Range(0, joined.Count).MaxBy(i => parts[i].Bits + parts[i + 1].Bits - joined[i].Bits);
            if (parts[best].Bits + parts[best + 1].Bits < joined[best].Bits)
            {
                return;
            }

            parts[best] = (parts[best].Start, parts[best + 1].End, joined[best].Counts, joined[best].Bits);
            parts.RemoveAt(best + 1);
            joined.RemoveAt(best);
            if (best < joined.Count)
            {
                joined[best] = Join(parts[best], parts[best + 1]);
            }

            if (best > 0)
            {
                joined[best - 1] = Join(parts[best - 1], parts[best]);
            }
        }

        static (SymbolCounts, long) Join((int, int, SymbolCounts Counts, long) a, (int, int, SymbolCounts Counts, long) b)
        {
            var counts = a.Counts + b.Counts;
            return (counts, new BlockCode(counts).Bits);
        }
    }

    private static void WriteBest(BitWriter output, bool last, ReadOnlySpan<byte> data, MatchTable matches, (int Start, int End, Prices Prices) block)
    {
        var (start, end, prices) = block;
        BlockCode? best = null;
        List<Token> said = [];
        for (var pass = 0; pass < ParsingPasses; pass++)
        {
            var tokens = CheapestParse.Of(data, matches, start, end, prices);
            var counts = new SymbolCounts(data[start..], tokens);
            var code = new BlockCode(counts);
            if (best is null || code.Bits < best.Bits)
            {
                (best, said) = (code, tokens);
            }

            prices = new Prices(counts);
        }

        if (best!.Bits <= 8L * (end - start) || end - start > LargestStored)
        {
            best.Write(output, last, data[start..], said);
            return;
        }

        output.Write(last ? 1 : 0, 3);
        output.Align();
        output.Write(end - start, 16);
        output.Write(~(end - start) & 0xFFFF, 16);
        output.WriteAligned(data[start..end]);
    }

    /// <summary>The cuts, and some more where they are far apart; none nearer than a block may be short.</summary>
    private static List<int> PiecesOf(int length, IEnumerable<int> cuts)
    {
        List<int> pieces = [0];
        foreach (var cut in cuts.Append(length).Order())
        {
            while (cut - pieces[^1] > LargestPiece + SmallestBlock)
            {
                pieces.Add(pieces[^1] + LargestPiece);
            }

            if (cut - pieces[^1] >= SmallestBlock && cut < length)
            {
                pieces.Add(cut);
            }
        }

        pieces.Add(length);
        return pieces;
    }
}
