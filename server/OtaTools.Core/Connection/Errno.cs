namespace OtaTools.Core.Connection;

/// <summary>MicroPython's errno on the ESP32, which is lwIP's, and in parts POSIX's on other builds.</summary>
internal static class Errno
{
    public const int NetworkUnreachable = 114, TimedOut = 116, HostDown = 117, HostUnreachable = 118;

    /// <summary>A refused connection is a reset one to lwIP.</summary>
    public static IReadOnlyList<int> Refusals { get; } = [104, 111, 128];

    /// <summary>What became of a fetch, by where it ended and why.</summary>
    /// <param name="wanted">What our server alone answers.</param>
    public static Reach ReachOf(BoardFetch fetch, string wanted) => fetch switch
    {
        { Stage: "name" } => Reach.NameNotFound,
        { Answer: { Length: > 0 } answer } => answer.Contains(wanted, StringComparison.Ordinal) ? Reach.Answered : Reach.AnotherAnswer,
        { Stage: "answer" } => Reach.Hushed,
        { Errno: { } errno } when Refusals.Contains(errno) => Reach.Refused,
        { Errno: HostUnreachable or NetworkUnreachable or HostDown } => Reach.Unreachable,
        _ => Reach.Silent,
    };
}
