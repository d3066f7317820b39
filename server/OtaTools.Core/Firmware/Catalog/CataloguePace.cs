namespace OtaTools.Core.Firmware.Catalog;

/// <summary>How soon a catalogue does what.</summary>
/// <param name="Together">Changes within this time are looked at together.</param>
/// <param name="Quiet">A file that did not change for so long is as it is meant to be.</param>
/// <param name="Poll">Between two looks where the operating system does not tell of changes.</param>
internal sealed record CataloguePace(TimeSpan Together, TimeSpan Quiet, TimeSpan Poll)
{
    public static CataloguePace Default { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));

    private const int RestPerLook = 4;

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    /// <summary>Before folders are listed again: a tree that takes long, on a slow drive or without end, is not listed all the time.</summary>
    public TimeSpan RestAfter(TimeSpan look) => look * RestPerLook is var rest && rest > LongestRest ? LongestRest : rest > Together ? rest : Together;

    /// <summary>While many files are looked at, those that are done are published so often.</summary>
    public TimeSpan Batch { get; init; } = TimeSpan.FromMilliseconds(250);
}
