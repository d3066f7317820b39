using System.Text;

namespace OtaTools.Core.Device.Console;

/// <summary>Text without what a terminal takes as commands: ESP-IDF colours its log.</summary>
internal static class AnsiText
{
    private const char Escape = '\u001b';

    public static string Plain(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == Escape)
            {
                at = EndOfSequence(text, at);
            }
            else if (!char.IsControl(text[at]) || text[at] == '\t')
            {
                plain.Append(text[at]);
            }
        }

        return plain.ToString();
    }

    /// <returns>The index of the sequence's last character: ESC [ parameters letter, or ESC and one character.</returns>
    private static int EndOfSequence(string text, int at)
    {
        at++;
        if (at < text.Length && text[at] == '[')
        {
            do
            {
                at++;
            }
            while (at < text.Length && text[at] is >= ' ' and <= '?');
        }

        return at;
    }
}
