using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet.Rollouts;

internal enum RolloutVerdict
{
    InFlight,
    Proved,
    Failed,
}

internal enum RolloutFailureKind
{
    Refused,
    Failed,
    RolledBack,
    LeftAlone,

    /// <summary>Nothing was heard of it for longer than patience lasts.</summary>
    Silent,

    /// <summary>It asked again and again, and never came to an end.</summary>
    Unfinished,
}

internal enum RolloutEnd
{
    TooManyFailed,

    /// <summary>Fewer failed than that, but of the first boards not one proved itself.</summary>
    NoneProved,
}

/// <param name="Threshold">Failures that were too many.</param>
internal sealed record RolloutStop(RolloutEnd Why, int Failed, int Threshold, DateTimeOffset At);

/// <summary>One board that was let through.</summary>
/// <param name="Heard">Its last request, or the last byte that it took.</param>
/// <param name="Before">What it had to tell of this image when it was let through: no news when it tells it again.</param>
/// <param name="Tried">It was seen running the image on trial.</param>
/// <param name="Asks">How often it looked at the image.</param>
internal sealed record RolloutBoard(
    DateTimeOffset Admitted,
    DateTimeOffset Heard,
    RolloutVerdict Verdict = RolloutVerdict.InFlight,
    RolloutFailureKind? Failure = null,
    string? Reason = null,
    BoardOutcome? Before = null,
    bool Tried = false,
    int Asks = 1);

/// <summary>How far a rollout has come.</summary>
/// <param name="Boards">That were let through, by MAC address.</param>
/// <param name="IsOpen">The first boards proved themselves.</param>
/// <param name="Stop">Why it stopped by itself; null where it did not.</param>
/// <param name="Checked">When patience was last looked after.</param>
internal sealed record RolloutProgress(
    ImmutableSortedDictionary<string, RolloutBoard> Boards, bool IsOpen, RolloutStop? Stop, DateTimeOffset Checked)
{
    [JsonIgnore]
    public int Proved { get; private init; } = Boards.Values.Count(board => board.Verdict == RolloutVerdict.Proved);

    [JsonIgnore]
    public int Failed { get; private init; } = Boards.Values.Count(board => board.Verdict == RolloutVerdict.Failed);

    [JsonIgnore]
    public int InFlight => Boards.Count - Proved - Failed;

    public static RolloutProgress Begun(DateTimeOffset now) =>
        new(ImmutableSortedDictionary.Create<string, RolloutBoard>(StringComparer.Ordinal), false, null, now);

    public RolloutProgress With(string mac, RolloutBoard board)
    {
        var before = Boards.GetValueOrDefault(mac)?.Verdict;
        int Change(RolloutVerdict verdict) => (board.Verdict == verdict ? 1 : 0) - (before == verdict ? 1 : 0);
        return this with
        {
            Boards = Boards.SetItem(mac, board),
            Proved = Proved + Change(RolloutVerdict.Proved),
            Failed = Failed + Change(RolloutVerdict.Failed),
        };
    }
}
