namespace OtaTools.Core.Device;

/// <summary>How a lost link is looked for.</summary>
/// <param name="First">From the loss to the first look, and to the second.</param>
/// <param name="Longest">Between two looks in the end.</param>
/// <param name="Settling">What opens and breaks again within this was no link: a port that just goes, a server that refuses.</param>
internal sealed record LinkPauses(TimeSpan First, TimeSpan Longest, TimeSpan Settling)
{
    public static LinkPauses Default { get; } = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));

    public TimeSpan After(TimeSpan pause) => TimeSpan.FromTicks(Math.Min(Longest.Ticks, pause.Ticks * 3 / 2));
}
