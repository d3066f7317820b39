namespace OtaTools.Tests.Support;

/// <summary>The table that `npm run sweep` prints at its end; nothing elsewhere.</summary>
internal static class SweepTable
{
    public static void Add(string row)
    {
        if (Environment.GetEnvironmentVariable("OTATOOLS_SWEEP_TABLE") is { Length: > 0 } table)
        {
            File.AppendAllText(table, row + "\n");
        }
    }
}
