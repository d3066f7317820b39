using System.Globalization;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Publishing;

namespace OtaTools.Server.Cli;

/// <summary>Plans, releases and changes of pointers as lines for a person.</summary>
internal static class PublishText
{
    public static IEnumerable<string> OfPlan(PublishPlan plan)
    {
        foreach (var file in plan.Files)
        {
            yield return file.State switch
            {
                ReleaseFileState.New => Messages.PublishFileNew(file.Name, file.Bytes),
                ReleaseFileState.Present => Messages.PublishFileThere(file.Name, file.Bytes),
                _ => Messages.PublishFileLeftOut(file.Name, file.Bytes),
            };
        }

        yield return Messages.PublishPointerChange(plan.Before is { } before ? $"{before.Release}, {Percent(before.Share)} %" : "-", plan.After.Release, Percent(plan.After.Share));
        yield return plan.IsDone ? Messages.PublishedNothing(plan.Release) : Messages.PublishWouldPut(plan.BytesToPut);
        yield return UrlOf(plan.FirmwareUrl, plan.Name);
    }

    public static IEnumerable<string> OfResult(PublishResult result)
    {
        var plan = result.Plan;
        yield return plan.IsDone ? Messages.PublishedNothing(plan.Release) : Messages.Published(plan.Release, plan.Target, Percent(plan.After.Share), plan.BytesToPut);
        if (result.Readability == Readability.Public)
        {
            yield return Messages.PublishedReadable();
        }

        yield return UrlOf(plan.FirmwareUrl, plan.Name);
    }

    public static IEnumerable<string> OfReleases(Releases releases)
    {
        yield return releases.Pointer is { } pointer
            ? Messages.PublishPointerNow(releases.Name + ReleasePointer.Extension, pointer.Release, Percent(pointer.Share))
            : Messages.PublishPointerNone(releases.Name + ReleasePointer.Extension);
        foreach (var line in TextTable.Lines([.. releases.All.Select(Cells)]))
        {
            yield return "  " + line;
        }
    }

    public static IEnumerable<string> OfChange(PointerChange change)
    {
        yield return change.Effect;
        yield return Messages.PublishPointerNow(change.Name + ReleasePointer.Extension, change.After.Release, Percent(change.After.Share));
        yield return UrlOf(change.FirmwareUrl, change.Name);
    }

    private static string[] Cells(Release release) =>
    [
        release.IsCurrent ? "*" : release.IsWithdrawn ? "-" : " ",
        release.Version,
        release.Published.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
        release.Size.ToString("N0", CultureInfo.InvariantCulture),
        Messages.ReleaseDeltas(release.Deltas),
        release.Id,
        string.Join(", ", new[] { release.Share is { } share ? Messages.ReleaseIsCurrent(Percent(share)) : null, release.IsWithdrawn ? Messages.ReleaseIsWithdrawn() : null }.OfType<string>()),
    ];

    private static string UrlOf(string? url, string name) => url is null ? Messages.FirmwareUrlUnknown(name + ReleasePointer.Extension) : Messages.FirmwareUrlIs(url);

    private static string Percent(int share) => (share * 100.0 / Turn.Everyone).ToString("0.##", CultureInfo.InvariantCulture);
}
