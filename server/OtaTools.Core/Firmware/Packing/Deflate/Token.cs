namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>One literal (distance 0, length 1), or a copy of what was said before.</summary>
internal readonly record struct Token(ushort Length, ushort Distance)
{
    public static readonly Token Literal = new(1, 0);

    public bool IsLiteral => Distance == 0;
}

/// <summary>How often each symbol occurs in a block.</summary>
internal sealed class SymbolCounts
{
    public int[] Literals { get; } = new int[DeflateFormat.LiteralCodes];

    public int[] Distances { get; } = new int[DeflateFormat.DistanceCodes];

    public SymbolCounts() => Literals[DeflateFormat.EndOfBlock] = 1;

    public SymbolCounts(ReadOnlySpan<byte> data, IEnumerable<Token> tokens)
        : this()
    {
        var at = 0;
        foreach (var token in tokens)
        {
            if (token.IsLiteral)
            {
                Literals[data[at]]++;
            }
            else
            {
                Literals[DeflateFormat.LengthSymbol(token.Length)]++;
                Distances[DeflateFormat.DistanceSymbol(token.Distance)]++;
            }

            at += token.Length;
        }
    }

    public static SymbolCounts operator +(SymbolCounts a, SymbolCounts b)
    {
        var sum = new SymbolCounts();
        for (var i = 0; i < sum.Literals.Length; i++)
        {
            sum.Literals[i] = a.Literals[i] + b.Literals[i];
        }

        for (var i = 0; i < sum.Distances.Length; i++)
        {
            sum.Distances[i] = a.Distances[i] + b.Distances[i];
        }

        sum.Literals[DeflateFormat.EndOfBlock] = 1;
        return sum;
    }
}
