using System.Text.RegularExpressions;

namespace OtaTools.Core.Tests.Architecture;

/// <summary>Which slice may know which, checked on the text of the sources: a using directive, or a name with its namespace.</summary>
/// <param name="top">The namespace that the slices are in.</param>
/// <param name="allowed">What each slice may use of the others: a slice, or a namespace within one.</param>
internal sealed class SliceRules(string top, IReadOnlyDictionary<string, string[]> allowed)
{
    /// <param name="files">Below the folder of the top namespace; a slice is a folder there.</param>
    /// <returns>File and the namespace that it must not know.</returns>
    public IEnumerable<string> Violations(IEnumerable<(string Path, string Text)> files) =>
        from file in files
        let slice = file.Path.Split('/')[0]
        where allowed.ContainsKey(slice)
        from used in Uses(file.Text).Distinct()
        where used.Split('.')[0] != slice && !allowed[slice].Any(permitted => used == permitted || used.StartsWith(permitted + ".", StringComparison.Ordinal))
        select $"{file.Path} uses {used}";

    private IEnumerable<string> Uses(string text)
    {
        var slices = string.Join('|', allowed.Keys);
        var code = Regex.Replace(text, @"//.*|""(?:[^""\\\n]|\\.)*""", "");
        // Whole names anywhere, and short ones, which C# finds from within the top namespace.
        var name = $@"(?<![\w.])(?:{Regex.Escape(top)}\.|{Regex.Escape(top.Split('.')[^1])}\.)?(?<used>(?:{slices})(?:\.[A-Z]\w*)+)|{Regex.Escape(top)}\.(?<used>(?:{slices})(?:\.[A-Z]\w*)*)";
        return Regex.Matches(code, name).Select(match => match.Groups["used"].Value);
    }
}
