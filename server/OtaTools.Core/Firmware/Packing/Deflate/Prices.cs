namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>What each token would cost, in bits, by how often its symbols occurred the last time.</summary>
internal sealed class Prices
{
    private readonly float[] literals = new float[256], lengths = new float[DeflateFormat.LongestMatch + 1], distances = new float[DeflateFormat.DistanceCodes];

    public Prices(SymbolCounts counts)
    {
        var symbols = Entropy(counts.Literals);
        Array.Copy(symbols, literals, literals.Length);
        for (var length = DeflateFormat.ShortestMatch; length < lengths.Length; length++)
        {
            var symbol = DeflateFormat.LengthSymbol(length);
            lengths[length] = symbols[symbol] + DeflateFormat.LengthExtraBits(symbol);
        }

        distances = Entropy(counts.Distances);
        for (var symbol = 0; symbol < distances.Length; symbol++)
        {
            distances[symbol] += DeflateFormat.DistanceExtraBits(symbol);
        }
    }

    /// <summary>Before anything is known: a literal is a byte, and short, near copies are cheap.</summary>
    public static Prices Unknown { get; } = new(Guess());

    public ReadOnlySpan<float> Lengths => lengths;

    public float Literal(byte value) => literals[value];

    public float Distance(int distance) => distances[DeflateFormat.DistanceSymbol(distance)];

    public float Of(Token token, byte first) => token.IsLiteral ? Literal(first) : lengths[token.Length] + Distance(token.Distance);

    /// <summary>Fractions of bits, and not the lengths of a code: these would hold the parser to its first guess.</summary>
    private static float[] Entropy(int[] counts)
    {
        var total = MathF.Log2(Math.Max(1, counts.Sum()));
        return [.. counts.Select(count => count == 0 ? total + 1 : Math.Max(0.1f, total - MathF.Log2(count)))];
    }

    private static SymbolCounts Guess()
    {
        var counts = new SymbolCounts();
        Array.Fill(counts.Literals, 2, 0, 256);
        Array.Fill(counts.Literals, 6, 257, 29);
        Array.Fill(counts.Distances, 1, 0, 24);
        return counts;
    }
}
