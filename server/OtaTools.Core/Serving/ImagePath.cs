using System.Text.RegularExpressions;

namespace OtaTools.Core.Serving;

/// <summary>Which image a path is about: beside P there may be P.pack, P.from-….pack and P.manifest (server/device/README.md).</summary>
internal static partial class ImagePath
{
    /// <returns>The path of the image itself.</returns>
    public static string Of(string path) => Suffix().Replace(path, "");

    [GeneratedRegex(@"(?:\.from-[0-9a-f]{16})?\.pack\z|\.manifest\z")]
    private static partial Regex Suffix();
}
