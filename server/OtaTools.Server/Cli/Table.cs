namespace OtaTools.Server.Cli;

/// <summary>Rows of cells as lines, each column as wide as its widest cell.</summary>
internal static class Table
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows)
    {
        int[] widths = rows.Count == 0 ? [] : [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join(Gap, row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
    }
}
