namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>Prefix codes of limited length (RFC 1951, 3.2.2).</summary>
internal static class HuffmanCode
{
    /// <summary>Code lengths for these frequencies; 0 for what does not occur.</summary>
    public static int[] LengthsOf(ReadOnlySpan<int> frequencies, int limit)
    {
        var lengths = new int[frequencies.Length];
        var symbols = new List<(int Frequency, int Symbol)>(frequencies.Length);
        for (var i = 0; i < frequencies.Length; i++)
        {
            if (frequencies[i] > 0)
            {
                symbols.Add((frequencies[i], i));
            }
        }

        if (symbols.Count < 2)
        {
            // One code of one bit: decoders take that, and no code at all.
            symbols.ForEach(s => lengths[s.Symbol] = 1);
            return lengths;
        }

        symbols.Sort();
        var perLength = Limit(DepthsOf(symbols), limit);
        var next = symbols.Count - 1;
        for (var length = 1; length <= limit; length++)
        {
            for (var i = 0; i < perLength[length]; i++)
            {
                lengths[symbols[next--].Symbol] = length;
            }
        }

        return lengths;
    }

    /// <summary>The codes themselves, their bits turned round, since deflate writes a code from its highest bit.</summary>
    public static int[] CodesOf(ReadOnlySpan<int> lengths)
    {
        var codes = new int[lengths.Length];
        var code = 0;
        for (var length = 1; length <= DeflateFormat.LongestCode; length++, code <<= 1)
        {
            for (var i = 0; i < lengths.Length; i++)
            {
                if (lengths[i] == length)
                {
                    codes[i] = Reverse(code++, length);
                }
            }
        }

        return codes;
    }

    private static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (; length > 0; length--, code >>= 1)
        {
            reversed = (reversed << 1) | (code & 1);
        }

        return reversed;
    }

    /// <summary>Huffman's algorithm with two queues: the sorted symbols, and the pairs, which come into being in order.</summary>
    private static int[] DepthsOf(List<(int Frequency, int Symbol)> symbols)
    {
        var n = symbols.Count;
        var weight = new long[2 * n];
        var parent = new int[2 * n];
        for (var i = 0; i < n; i++)
        {
            weight[i] = symbols[i].Frequency;
        }

        var (leaf, pair) = (0, n);
        for (var made = n; made < (2 * n) - 1; made++)
        {
            for (var half = 0; half < 2; half++)
            {
                var least = leaf < n && (pair >= made || weight[leaf] <= weight[pair]) ? leaf++ : pair++;
                weight[made] += weight[least];
                parent[least] = made;
            }
        }

        var depth = new int[2 * n];
        for (var i = (2 * n) - 3; i >= 0; i--)
        {
            depth[i] = depth[parent[i]] + 1;
        }

        return depth[..n];
    }

    /// <summary>How many codes of each length there are, none longer than the limit and the code still complete.</summary>
    private static int[] Limit(int[] depths, int limit)
    {
        var perLength = new int[limit + 1];
        foreach (var depth in depths)
        {
            perLength[Math.Min(depth, limit)]++;
        }

        var used = 0;
        for (var length = 1; length <= limit; length++)
        {
            used += perLength[length] << (limit - length);
        }

        for (; used > 1 << limit; used--)
        {
            // A longest code takes the place beside a shorter one, which becomes longer by one.
            perLength[limit]--;
            var shorter = limit - 1;
            while (perLength[shorter] == 0)
            {
                shorter--;
            }

            perLength[shorter]--;
            perLength[shorter + 1] += 2;
        }

        return perLength;
    }
}
