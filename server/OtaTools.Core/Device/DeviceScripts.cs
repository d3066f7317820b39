using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace OtaTools.Core.Device;

/// <summary>A file that lives in a board's root.</summary>
public sealed record DeviceScript(string Name, byte[] Content)
{
    public string Path => "/" + Name;
}

/// <summary>What runs on boards: the files of server/device, as they were built in.</summary>
public static partial class DeviceScripts
{
    /// <summary>The first line of every boot.py of ours.</summary>
    public const string BootPyMarker = "# OtaTools boot.py";

    private const string Folder = "device/";
    private const string Engine = "ota.py", Guard = "ota_boot.py", Boot = "boot.py";

    /// <summary>Each after those that it imports, boot.py last: a board that got only the first ones still starts as before.</summary>
    public static IReadOnlyList<DeviceScript> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => new DeviceScript(name[Folder.Length..], Load(name)))
            .OrderBy(script => Array.IndexOf([Engine, Guard, Boot], script.Name))
            .ThenBy(script => script.Name, StringComparer.Ordinal),
    ];

    /// <summary>What a board may fetch by itself. The other two put these back where they fail, and come by cable only.</summary>
    public static IReadOnlyList<DeviceScript> Renewable { get; } = [.. All.Where(script => script.Name is not (Guard or Boot))];

    public static byte[] BootPy { get; } = All.Single(script => script.Name == Boot).Content;

    public static byte[] OtaPy { get; } = All.Single(script => script.Name == Engine).Content;

    /// <summary>The version that boards with these scripts report.</summary>
    public static string Version { get; } = VersionOf(OtaPy)!;

    /// <summary>The <c>__version__</c> of an ota.py; null where it has none.</summary>
    public static string? VersionOf(byte[] otaPy) => Encoding.UTF8.GetString(otaPy).Split('\n')
        .Where(line => line.StartsWith("__version__ = \"", StringComparison.Ordinal))
        .Select(line => line.Split('"')[1])
        .FirstOrDefault();

    /// <summary>One-shot code for the raw REPL, without comments and blanks that mean nothing: each byte costs 87 µs at 115200 baud.</summary>
    internal static string Snippet(string name)
    {
        var code = new StringBuilder();
        foreach (var line in Encoding.UTF8.GetString(Load($"snippets/{name}.py")).Split('\n'))
        {
            var text = line.TrimStart(' ');
            if (text.Length > 0 && text[0] != '#')
            {
                code.Append(' ', (line.Length - text.Length) / 4).Append(WordsAndStrings().Replace(text, Tightened).TrimEnd()).Append('\n');
            }
        }

        return code.ToString();
    }

    /// <summary>Strings stay as they are; a comment goes; around signs no blanks are needed.</summary>
    private static string Tightened(Match match) => match.Value[0] switch
    {
        '"' or '\'' => match.Value,
        '#' => "",
        _ => match.Value.Trim(),
    };

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\#.*|\ *[-+*/%<>=!,:;()[\]{}|&^~]+\ *
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex WordsAndStrings();

    private static byte[] Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
