namespace OtaTools.Core.Firmware.Packing.Deflate;

/// <summary>For each place, what of the 4 KiB before it can be copied: ever longer ones, each as near as it is found.</summary>
internal sealed class MatchTable
{
    private const int HashBits = 15, MostSteps = 400;

    private readonly List<Token> matches = [];
    private readonly int[] first;

    public MatchTable(ReadOnlySpan<byte> data)
    {
        first = new int[data.Length + 1];
        var heads = new int[1 << HashBits];
        Array.Fill(heads, -1);
        var before = new int[data.Length];
        for (var at = 0; at < data.Length; at++)
        {
            first[at] = matches.Count;
            if (at + DeflateFormat.ShortestMatch <= data.Length)
            {
                var hash = Hash(data[at..]);
                Find(data, at, heads[hash], before);
                before[at] = heads[hash];
                heads[hash] = at;
            }
        }

        first[data.Length] = matches.Count;
    }

    public ReadOnlySpan<Token> At(int at) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(matches)[first[at]..first[at + 1]];

    private void Find(ReadOnlySpan<byte> data, int at, int candidate, int[] before)
    {
        var limit = Math.Min(DeflateFormat.LongestMatch, data.Length - at);
        var here = data.Slice(at, limit);
        var longest = DeflateFormat.ShortestMatch - 1;
        for (var steps = MostSteps; steps > 0 && candidate >= 0 && at - candidate <= DeflateFormat.Window && longest < limit; steps--, candidate = before[candidate])
        {
            if (data[candidate + longest] != here[longest])
            {
                continue;
            }

            var length = here.CommonPrefixLength(data[candidate..]);
            if (length > longest)
            {
                longest = length;
                matches.Add(new((ushort)length, (ushort)(at - candidate)));
            }
        }
    }

    private static int Hash(ReadOnlySpan<byte> data) =>
        (int)(((uint)(data[0] | (data[1] << 8) | (data[2] << 16)) * 2654435761u) >> (32 - HashBits));
}
