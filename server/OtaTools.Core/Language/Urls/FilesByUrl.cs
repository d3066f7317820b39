using System.Runtime.CompilerServices;

namespace OtaTools.Core.Language.Urls;

/// <summary>The files of a workspace by the path of their URL, escapes undone; made once for each list.</summary>
internal static class FilesByUrl
{
    private static readonly ConditionalWeakTable<IReadOnlyList<FirmwareFact>, Dictionary<string, FirmwareFact>> Known = [];

    /// <param name="path">As <see cref="UrlText.PathText"/>.</param>
    public static FirmwareFact? Find(IReadOnlyList<FirmwareFact> files, string path) => Known.GetValue(files, Index).GetValueOrDefault(path);

    private static Dictionary<string, FirmwareFact> Index(IReadOnlyList<FirmwareFact> files)
    {
        var index = new Dictionary<string, FirmwareFact>(files.Count, StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.UrlPath is not null))
        {
            index.TryAdd(Uri.UnescapeDataString(file.UrlPath!), file);
        }

        return index;
    }
}
