using OtaTools.Core.Firmware.Conversion;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Text;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Checks;

/// <summary>Which image of the workspace a URL should name: the most likely first.</summary>
internal static class ImageOffers
{
    private const int Most = 3;

    /// <summary>Letters between two names that are meant to be the same.</summary>
    private const int FarthestName = 3;

    /// <summary>More files than anybody keeps: further ones are not compared.</summary>
    private const int MostCompared = 2000;

    /// <summary>In the place of a file that is not there.</summary>
    public static IEnumerable<FixOffer> For(FirmwareUrl url) => Take(url, Best(url, null));

    /// <summary>In the place of a file that a board cannot take, or should not.</summary>
    public static IEnumerable<FixOffer> InsteadOf(FirmwareUrl url, FirmwareFact wrong, Finding finding) =>
        finding.Fixes?.Contains(FindingFix.ExtractApp) != true || AppBeside(wrong, url.Facts)
            ? Take(url, Best(url, wrong))
            : Extract(url, wrong).Concat(Take(url, Best(url, wrong)).Select(offer => offer with { IsPreferred = false }));

    /// <summary>Preferred is the first only where it is most likely meant: an editor takes what is preferred at one key.</summary>
    private static IEnumerable<FixOffer> Take(FirmwareUrl url, List<FirmwareFact> files) =>
        files.SelectMany((file, rank) => Take(url, file, rank == 0 && (files.Count == 1 || IsNear(url, file))));

    private static bool IsNear(FirmwareUrl url, FirmwareFact file)
    {
        var (asked, found) = (NameIn(url), Path.GetFileName(file.Path));
        return StemOf(found) == StemOf(asked) || Spelling.Distance(found.ToLowerInvariant(), asked.ToLowerInvariant()) <= FarthestName;
    }

    private static IEnumerable<FixOffer> Take(FirmwareUrl url, FirmwareFact file, bool isPreferred)
    {
        var version = file.Image?.MicroPython?.Version;
        var title = version is null ? Strings.FixUseImage(Path.GetFileName(file.Path)) : Strings.FixUseImageVersion(Path.GetFileName(file.Path), version);
        return Problem.Offer(title, url.Replace(PathOf(url), file.UrlPath!), isPreferred);
    }

    /// <summary>The full image's app image, which is made by the command that comes after the edit.</summary>
    private static IEnumerable<FixOffer> Extract(FirmwareUrl url, FirmwareFact full)
    {
        var (from, to) = (Path.GetFileName(full.Path), Path.GetFileName(AppExtraction.DefaultPathOf(full.Path)));
        var folder = full.UrlPath![..(full.UrlPath!.LastIndexOf('/') + 1)];
        return url.Replace(PathOf(url), folder + Uri.EscapeDataString(to)) is { } edits
            ? [new FixOffer(Strings.FixExtract(from, to), edits, new EditorCommand(EditorCommands.ExtractApp, full.Path), IsPreferred: true)]
            : [];
    }

    /// <summary>The app image of the same build is there, as MicroPython names the two.</summary>
    private static bool AppBeside(FirmwareFact full, WorkspaceFacts facts) => facts.Files.Any(file => file.Path == AppExtraction.DefaultPathOf(full.Path) && IsOffered(file));

    private static List<FirmwareFact> Best(FirmwareUrl url, FirmwareFact? wrong)
    {
        var name = NameIn(url);
        return
        [
            .. url.Facts.Files
                .Where(file => file != wrong && IsOffered(file))
                .Take(MostCompared)
                .OrderByDescending(file => Path.GetFileName(file.Path) == name)
                .ThenByDescending(file => StemOf(file.Path) == StemOf(name))
                .ThenBy(file => file.Verdict!.Worst is Severity.Warning)
                .ThenByDescending(file => wrong?.Image?.MicroPython?.Version is { } version && file.Image?.MicroPython?.Version == version)
                .ThenBy(file => Spelling.Distance(Path.GetFileName(file.Path).ToLowerInvariant(), name.ToLowerInvariant()))
                .ThenBy(file => file.Path, StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    private static string NameIn(FirmwareUrl url) => url.Parts.PathText[(url.Parts.PathText.LastIndexOf('/') + 1)..];

    private static string StemOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool IsOffered(FirmwareFact file) => file is { UrlPath: not null, Verdict.Usable: true };

    /// <summary>All behind host and port, an empty path too.</summary>
    private static TextSpan PathOf(FirmwareUrl url) => url.Parts.Path;
}
