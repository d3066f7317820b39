using System.Text.RegularExpressions;

namespace OtaTools.Core.Language.Facts;

/// <summary>Where the repository of a file is: gitrepository-layout(5).</summary>
internal static partial class GitFolder
{
    /// <summary>A path on a disk has fewer folders; this only ends a walk that would not.</summary>
    private const int DeepestFolder = 200;

    private const long LargestText = 64 << 10;

    /// <summary>The nearest work tree around a file; null where there is none.</summary>
    public static (string WorkTree, string GitFolder)? Around(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        for (var depth = 0; folder is not null && depth < DeepestFolder; depth++, folder = Path.GetDirectoryName(folder))
        {
            var git = Path.Combine(folder, ".git");
            if (Directory.Exists(git))
            {
                return (folder, git);
            }

            if (File.Exists(git))
            {
                return Linked(folder, git) is { } linked ? (folder, linked) : null;
            }
        }

        return null;
    }

    /// <summary>20 for SHA-1, 32 for a repository of SHA-256.</summary>
    public static int HashBytesOf(string gitFolder)
    {
        // A linked work tree's configuration is that of its repository.
        var common = ReadText(Path.Combine(gitFolder, "commondir"))?.Trim();
        var config = ReadText(Path.Combine(gitFolder, common is null ? "" : common, "config"));
        return config is not null && Sha256Format().IsMatch(config) ? 32 : 20;
    }

    /// <summary>Of a submodule or a linked work tree: a file that names the folder.</summary>
    private static string? Linked(string folder, string file)
    {
        const string Prefix = "gitdir:";
        if (ReadText(file) is not { } text || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var target = text[Prefix.Length..].Trim();
        // A checked-out file must not make this computer call another one.
        return target.StartsWith(@"\\", StringComparison.Ordinal) || target.StartsWith("//", StringComparison.Ordinal) ? null : Path.GetFullPath(target, folder);
    }

    private static string? ReadText(string path) => new FileInfo(path) is { Exists: true, Length: <= LargestText } ? File.ReadAllText(path) : null;

    [GeneratedRegex(@"^\s*objectformat\s*=\s*sha256\b", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Sha256Format();
}
