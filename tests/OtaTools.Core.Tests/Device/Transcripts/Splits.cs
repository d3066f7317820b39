namespace OtaTools.Core.Tests.Device.Transcripts;

/// <summary>Where reads end, by rule and by seeded chance.</summary>
internal static class Splits
{
    private const int ManyWays = 40;

    /// <summary>`npm run sweep`: everything; else a sample.</summary>
    public static bool InFull { get; } = Environment.GetEnvironmentVariable("OTATOOLS_SWEEP") == "1";

    /// <summary>One read; two that end at every offset; single bytes; and seeded cuts into many.</summary>
    public static IEnumerable<int[]> Of(int length)
    {
        yield return [];
        for (var end = 1; end < length; end++)
        {
            yield return [end];
        }

        yield return [.. Enumerable.Range(1, length)];
        for (var seed = 1; seed <= ManyWays; seed++)
        {
            var random = new Random(seed);
            yield return [.. Enumerable.Range(1, length).Where(_ => random.Next(ManyWays) <= seed / 4)];
        }
    }

    public static IEnumerable<ReadOnlyMemory<byte>> Cut(byte[] bytes, int[] ends)
    {
        var start = 0;
        foreach (var end in ends.Append(bytes.Length))
        {
            yield return bytes.AsMemory(start, end - start);
            start = end;
        }
    }
}
