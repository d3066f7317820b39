namespace OtaTools.Core.Fleet.Rollouts;

/// <summary>What a person decided of a rollout.</summary>
/// <param name="Path">URL path of the image.</param>
/// <param name="Image">Its identity: 16 hexadecimal digits.</param>
/// <param name="Version">Such as v1.26.0, where it is MicroPython.</param>
/// <param name="First">How many boards get it first.</param>
/// <param name="StopAfter">Failures that stop it; a percentage is one of the boards that got it, at least the first ones.</param>
/// <param name="Patience">How long a board that got it may be silent before it counts as failed.</param>
public sealed record RolloutPlan(
    string Id, string Path, string Image, string? Version, DateTimeOffset Started, int First, Amount StopAfter, TimeSpan Patience)
{
    public const string DefaultStopAfter = "5%";

    /// <summary>Minutes.</summary>
    public const double DefaultPatience = 15;
}
