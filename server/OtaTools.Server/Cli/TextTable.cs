using System.Globalization;
using System.Text;

namespace OtaTools.Server.Cli;

/// <summary>Rows of a terminal, each column as wide as its widest cell; Japanese characters take two places.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">All with as many cells.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            yield break;
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => WidthOf(row[column]))).ToArray();
        foreach (var row in rows)
        {
            yield return string.Join(Gap, row.Select((cell, column) => cell + new string(' ', widths[column] - WidthOf(cell)))).TrimEnd();
        }
    }

    /// <summary>Places on a terminal.</summary>
    public static int WidthOf(string text) => text.EnumerateRunes().Sum(rune =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
        : rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD ? 2
        : 1);
}
