using System.Text.RegularExpressions;
using OtaTools.Core.Firmware.Packing;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Publishing;

/// <summary>The names of a publication: NAME.release, and below releases/ what never changes (device/RELEASES.md).</summary>
internal static partial class ReleaseNames
{
    public const string Folder = "releases/";

    private const string Image = ".app-bin", Withdrawn = ".withdrawn", Record = ".of-";

    /// <summary>Room for hash, packed forms and records in the 200 characters of a pointer's URL, and in the 255 bytes of a name of a file.</summary>
    private const int MostStem = 80, MostName = 64;

    private const int HashDigits = 16;

    /// <param name="fileName">Of the image on this computer.</param>
    /// <returns>By which the release is known: the same image has always the same ending.</returns>
    public static string IdOf(string fileName, string sha256)
    {
        var stem = string.Concat(WithoutExtension(fileName).Select(c => ReleasePointer.IsPlain(c) ? c : '-')).TrimStart('.', '-');
        stem = stem.Length > MostStem ? stem[..MostStem] : stem;
        return $"{(stem.Length > 0 ? stem : "image")}-{sha256[..HashDigits]}";
    }

    public static bool IsOf(string id, string sha256) => id.EndsWith("-" + sha256[..HashDigits], StringComparison.Ordinal);

    public static string ImageOf(string id) => Folder + id + Image;

    public static string PackOf(string id, string? identity) => PackFiles.NameOf(ImageOf(id), identity);

    public static string ManifestOf(string id) => ImageOf(id) + ImageSigning.Extension;

    public static string WithdrawnOf(string id) => ImageOf(id) + Withdrawn;

    public static string RecordOf(string id, string name) => ImageOf(id) + Record + name;

    public static string PointerOf(string name) => name + ReleasePointer.Extension;

    /// <returns>Null for what is no pointer's name.</returns>
    public static string? NameOfPointer(string file) =>
        file.EndsWith(ReleasePointer.Extension, StringComparison.Ordinal) && IsName(file[..^ReleasePointer.Extension.Length]) ? file[..^ReleasePointer.Extension.Length] : null;

    /// <summary>A release's id in the URL of a pointer; null where it leads somewhere else.</summary>
    public static string? IdOfUrl(string url) => Parse(url) is (var id, "") ? id : null;

    /// <returns>The release that a file below releases/ belongs to, and what comes behind the image's name; null for a foreign file.</returns>
    public static (string Id, string Ending)? Parse(string file) => ReleaseFileName().Match(file) is { Success: true } match ? (match.Groups["id"].Value, match.Groups["rest"].Value) : null;

    /// <summary>The name in a record's ending; null for another ending.</summary>
    public static string? NameOfRecord(string rest) => rest.StartsWith(Record, StringComparison.Ordinal) && IsName(rest[Record.Length..]) ? rest[Record.Length..] : null;

    public static bool IsWithdrawn(string rest) => rest == Withdrawn;

    /// <summary>A name that every file system, store and shell takes as it is.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MostName && name.All(ReleasePointer.IsPlain) && name[0] is not ('.' or '-') && !DeviceName().IsMatch(name);

    private static string WithoutExtension(string name) =>
        name.EndsWith(Image, StringComparison.OrdinalIgnoreCase) ? name[..^Image.Length] : Path.GetFileNameWithoutExtension(name);

    [GeneratedRegex(@"^releases/(?<id>[A-Za-z0-9._+-]+-[0-9a-f]{16})\.app-bin(?<rest>(\.[A-Za-z0-9._+-]+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex ReleaseFileName();

    /// <summary>Windows takes these for devices, whatever follows the dot.</summary>
    [GeneratedRegex(@"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DeviceName();
}
