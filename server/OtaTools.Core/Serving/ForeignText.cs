using System.Globalization;
using System.Text;

namespace OtaTools.Core.Serving;

/// <summary>Text that a stranger sent: before it is shown it becomes one line, short, and harmless in a terminal.</summary>
public static class ForeignText
{
    /// <param name="longest">In UTF-16 units; what is cut off ends in "…".</param>
    public static string Printable(string text, int longest)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            var piece = IsHarmless(rune) ? rune : new Rune('?');
            if (shown.Length + piece.Utf16SequenceLength > longest)
            {
                return shown.Append('…').ToString();
            }

            shown.Append(piece);
        }

        return shown.ToString();
    }

    /// <summary>No control characters, and none that turn the direction of what follows.</summary>
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
