namespace OtaTools.Core.Fleet.Rollouts;

public enum RolloutStage
{
    /// <summary>The first boards get it; all others wait.</summary>
    FirstWave,

    /// <summary>The first boards proved themselves: the others get it, never more at a time than twice as many as have proved themselves.</summary>
    Rest,

    /// <summary>By hand: no further board gets it until it is resumed.</summary>
    Paused,

    /// <summary>Too many failed, or a person stopped it: no further board gets it.</summary>
    Stopped,

    /// <summary>All boards that are known for this path run it. Boards that come later get it too.</summary>
    Done,
}

/// <param name="Board">Its MAC address.</param>
/// <param name="Name">Given by a person.</param>
/// <param name="Reason">For a person.</param>
public sealed record RolloutFailure(string Board, string? Name, string Reason);

/// <summary>A rollout as it stands.</summary>
/// <param name="Path">URL path of the image.</param>
/// <param name="Image">Its identity: 16 hexadecimal digits.</param>
/// <param name="Version">Such as v1.26.0, where it is MicroPython.</param>
/// <param name="First">How many boards get it first.</param>
/// <param name="StopAfter">Failures that stop it: a number, or a percentage of the boards that got it, such as 5%.</param>
/// <param name="Patience">Minutes without a word after which a board that got it counts as failed.</param>
/// <param name="Admitted">Boards that were let through to it.</param>
/// <param name="Proved">Of these, boards that run it for good.</param>
/// <param name="InFlight">Of these, boards that have neither proved themselves nor failed yet.</param>
/// <param name="Waiting">Known boards that ask for this path, run something else and were not let through yet.</param>
/// <param name="Failures">At most 50 of them.</param>
/// <param name="Summary">The stage in a sentence for a person, with its reason where there is one.</param>
public sealed record RolloutState(
    string Id,
    string Path,
    string Image,
    string? Version,
    DateTimeOffset Started,
    RolloutStage Stage,
    int First,
    string StopAfter,
    double Patience,
    int Admitted,
    int Proved,
    int Failed,
    int InFlight,
    int Waiting,
    IReadOnlyList<RolloutFailure> Failures,
    string Summary);
