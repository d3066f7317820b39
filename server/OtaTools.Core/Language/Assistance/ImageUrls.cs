using System.Globalization;

namespace OtaTools.Core.Language.Assistance;

/// <summary>How a board asks this computer for an image.</summary>
internal static class ImageUrls
{
    /// <summary>Address and port, the latter where it is not HTTP's own.</summary>
    public static string Authority(WorkspaceFacts facts)
    {
        var port = facts.IsServed ? facts.Serving!.Port : facts.Port;
        return port is 80 or 0 ? $"{facts.Reachable}" : string.Create(CultureInfo.InvariantCulture, $"{facts.Reachable}:{port}");
    }

    public static string WholeUrl(WorkspaceFacts facts, string urlPath) => $"http://{Authority(facts)}{urlPath}";

    /// <summary>What a board may be offered, images without a warning first.</summary>
    public static IEnumerable<FirmwareFact> Offered(WorkspaceFacts facts) =>
        facts.Files.Where(file => file is { UrlPath: not null, Verdict.Usable: true })
            .OrderBy(file => file.Verdict!.Worst is Firmware.Verdicts.Severity.Warning)
            .ThenBy(file => file.UrlPath, StringComparer.Ordinal);

    /// <summary>The image that is meant, since there is no other; null where there is a choice, or none.</summary>
    public static FirmwareFact? OnlyOne(WorkspaceFacts facts) => Offered(facts).Take(2).ToList() is [var one] ? one : null;
}
