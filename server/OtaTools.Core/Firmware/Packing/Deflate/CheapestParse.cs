namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>The cheapest way to say a stretch of the data, at given prices.</summary>
internal static class CheapestParse
{
    public static List<Token> Of(ReadOnlySpan<byte> data, MatchTable matches, int start, int end, Prices prices)
    {
        var cost = new float[end - start + 1];
        Array.Fill(cost, float.MaxValue, 1, end - start);
        var arrived = new Token[end - start + 1];
        var lengths = prices.Lengths;
        for (var at = start; at < end; at++)
        {
            var (i, base0) = (at - start, cost[at - start]);
            Arrive(i + 1, base0 + prices.Literal(data[at]), Token.Literal);
            var length = DeflateFormat.ShortestMatch;
            foreach (var match in matches.At(at))
            {
                var reach = Math.Min(match.Length, end - at);
                var far = base0 + prices.Distance(match.Distance);
                for (; length <= reach; length++)
                {
                    Arrive(i + length, far + lengths[length], new((ushort)length, match.Distance));
                }
            }
        }

        var tokens = new List<Token>();
        for (var i = end - start; i > 0; i -= arrived[i].Length)
        {
            tokens.Add(arrived[i]);
        }

        tokens.Reverse();
        return tokens;

        void Arrive(int i, float price, Token token)
        {
            if (price < cost[i])
            {
                cost[i] = price;
                arrived[i] = token;
            }
        }
    }
}
