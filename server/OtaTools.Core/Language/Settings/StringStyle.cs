using System.Globalization;
using System.Text;

namespace OtaTools.Core.Language.Settings;

/// <summary>How a piece of a string is written.</summary>
internal enum Escaping
{
    Python,

    /// <summary>r"": nothing is escaped.</summary>
    PythonRaw,

    /// <summary>b"": ASCII and escapes.</summary>
    PythonBytes,
    Json,
}

/// <param name="Quote">What ends it: ", ', """ or '''.</param>
/// <param name="HasFields">f"": braces are doubled.</param>
internal readonly record struct StringStyle(Escaping Escaping, string Quote, bool HasFields = false)
{
    /// <summary>The text as it is written in this style; null where the style cannot say it.</summary>
    public string? Write(string text)
    {
        if (Escaping == Escaping.PythonRaw)
        {
            return text.Contains(Quote[0], StringComparison.Ordinal) || text.Any(char.IsControl) || text.EndsWith('\\') ? null : text;
        }

        var written = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Write(rune, written);
        }

        return written.ToString();
    }

    private void Write(Rune rune, StringBuilder written)
    {
        if (rune.Value == '\\' || rune.Value == Quote[0])
        {
            written.Append('\\').Append(rune);
        }
        else if (HasFields && rune.Value is '{' or '}')
        {
            written.Append(rune).Append(rune);
        }
        else if (Rune.IsControl(rune))
        {
            written.Append(Escaping == Escaping.PythonBytes ? "\\x" : "\\u00").Append(rune.Value.ToString("x2", CultureInfo.InvariantCulture)); // up to 0x9f
        }
        else if (Escaping == Escaping.PythonBytes && !rune.IsAscii)
        {
            foreach (var part in Encoding.UTF8.GetBytes(rune.ToString()))
            {
                written.Append("\\x").Append(part.ToString("x2", CultureInfo.InvariantCulture));
            }
        }
        else
        {
            written.Append(rune);
        }
    }
}
