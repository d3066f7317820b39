using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;

namespace OtaTools.Tests.Support;

/// <summary>A class of sentences, one method each, and its two resource files.</summary>
internal sealed partial class Texts(Type sentences, string resources, IEnumerable<(string Path, string Text)> users)
{
    public static readonly CultureInfo English = CultureInfo.InvariantCulture, Japanese = new("ja");

    private readonly ResourceManager manager = new(resources, sentences.Assembly);

    public IReadOnlyList<MethodInfo> Methods { get; } =
        [.. sentences.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => method.ReturnType == typeof(string))];

    public IReadOnlyDictionary<string, string> In(CultureInfo language) =>
        manager.GetResourceSet(language, createIfNotExists: true, tryParents: false).ShouldNotBeNull($"there is no text in {language}")
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    /// <summary>The numbers of {0}, {1:N0} and the like.</summary>
    public static IEnumerable<int> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order();

    public IEnumerable<string> Unused()
    {
        var code = string.Concat(users.Where(file => !file.Path.EndsWith($"/{sentences.Name}.cs", StringComparison.Ordinal)).Select(file => file.Text));
        return Methods.Select(method => method.Name).Where(name => !Regex.IsMatch(code, $@"\b{sentences.Name}\.{name}\b"));
    }

    /// <summary>The sentence as a person gets it, with letters in its gaps.</summary>
    public static string Say(MethodInfo method, CultureInfo language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            return (string)method.Invoke(null, [.. method.GetParameters().Select(parameter => $"<{parameter.Name}>")])!;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\{(\d+)(?::[^{}]*)?\}")]
    private static partial Regex Placeholder();
}
