using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Publishing;

/// <param name="Firmware">The app image on this computer.</param>
/// <param name="Name">Of the pointer; null takes the image's board.</param>
/// <param name="Share">Of 10,000 boards.</param>
/// <param name="Deltas">From how many releases before this one.</param>
/// <param name="Sequence">Null takes the seconds since 2020, or one more than the pointer has where that is more.</param>
/// <param name="Key">Null publishes unsigned.</param>
/// <param name="Unsigned">Although the pointer is signed.</param>
/// <param name="Force">In spite of a finding that is forcible, and what was withdrawn again.</param>
public sealed record PublishRequest(
    string Firmware,
    string? Name = null,
    int Share = Turn.Everyone,
    int Deltas = PublishRequest.DefaultDeltas,
    long? Sequence = null,
    SigningKey? Key = null,
    bool Unsigned = false,
    bool Force = false)
{
    public const int DefaultDeltas = 3;
}

/// <param name="Name">Of the pointer; null for the only one that is there.</param>
/// <param name="Release">By its id; null is the current one.</param>
/// <param name="Share">Of 10,000 boards; null keeps it, or takes all where another release becomes current.</param>
public sealed record PointerRequest(string? Name = null, string? Release = null, int? Share = null, SigningKey? Key = null, bool Unsigned = false, bool Force = false);

/// <param name="Percent">Null where it is not known.</param>
public sealed record PublishProgress(string Message, int? Percent);
