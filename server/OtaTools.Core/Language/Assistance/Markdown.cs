using System.Text;

namespace OtaTools.Core.Language.Assistance;

/// <summary>Names of files and what images say of themselves, as text and not as markup.</summary>
internal static class Markdown
{
    private const string Signs = "\\`*_{}[]()<>#+-!|~&$:@";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                escaped.Append(' ');
                continue;
            }

            if (Signs.Contains(c))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
