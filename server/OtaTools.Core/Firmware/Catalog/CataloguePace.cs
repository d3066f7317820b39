namespace OtaTools.Core.Firmware.Catalog;

/// <summary>How soon a catalogue does what.</summary>
/// <param name="Together">Changes within this time are looked at together.</param>
/// <param name="Quiet">A file that did not change for so long is as it is meant to be.</param>
/// <param name="Poll">Between two looks where the operating system does not tell of changes.</param>
internal sealed record CataloguePace(TimeSpan Together, TimeSpan Quiet, TimeSpan Poll)
{
    public static CataloguePace Default { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));

    /// <summary>While many files are looked at, those that are done are published so often.</summary>
    public TimeSpan Batch { get; init; } = TimeSpan.FromMilliseconds(250);
}
