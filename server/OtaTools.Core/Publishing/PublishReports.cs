namespace OtaTools.Core.Publishing;

public enum ReleaseFileKind
{
    Image,

    /// <summary>The compressed image.</summary>
    Pack,
    Delta,
    Manifest,

    /// <summary>The mark that a release of this name is complete.</summary>
    Record,
    Pointer,
}

public enum ReleaseFileState
{
    /// <summary>It is there already.</summary>
    Present,

    /// <summary>It is to be put.</summary>
    New,

    /// <summary>It would not be smaller than the compressed image, and is left out.</summary>
    NotWorthIt,
}

/// <param name="Name">Below the target.</param>
/// <param name="Base">The version of the release that a delta is made from.</param>
public sealed record ReleaseFile(string Name, ReleaseFileKind Kind, long Bytes, ReleaseFileState State, string? Base = null);

/// <summary>What a pointer says, for a person.</summary>
/// <param name="Release">The file name of the image, without its extension: by it a release is named.</param>
/// <param name="Share">Of 10,000 boards.</param>
public sealed record PointerState(string Release, string Version, string Identity, int Share, long Sequence, bool IsSigned);

/// <summary>What publishing does or would do.</summary>
/// <param name="Name">Of the pointer, without its extension.</param>
/// <param name="Files">In the order in which they are put, the pointer last.</param>
/// <param name="Before">What the pointer says now; null where there is none.</param>
/// <param name="FirmwareUrl">FW_URL for boards; null where it is not known.</param>
/// <param name="IsDone">There is nothing to do.</param>
/// <param name="Notes">For a person: what is worth knowing.</param>
public sealed record PublishPlan(
    string Target,
    string Name,
    string Release,
    string Version,
    string Chip,
    IReadOnlyList<ReleaseFile> Files,
    long BytesToPut,
    PointerState? Before,
    PointerState After,
    string? FirmwareUrl,
    bool IsDone,
    IReadOnlyList<string> Notes);

public enum Readability
{
    /// <summary>Boards can read it: every file was fetched as they do.</summary>
    Public,

    /// <summary>Only whoever has a key: no board can.</summary>
    Private,

    /// <summary>Where boards would read it is not known.</summary>
    Unknown,
}

/// <param name="Plan">As it was carried out.</param>
/// <param name="Readability">What reading back found.</param>
public sealed record PublishResult(PublishPlan Plan, Readability Readability);

/// <param name="Id">The file name of the image, without its extension.</param>
/// <param name="Published">When it was complete.</param>
/// <param name="Share">Of 10,000 boards; null where it is not the current one.</param>
/// <param name="Deltas">How many there are.</param>
public sealed record Release(
    string Id, string Version, string Identity, string Chip, DateTimeOffset Published, long Size, long? PackedSize, int Deltas, bool IsCurrent, int? Share, bool IsWithdrawn, long Sequence);

/// <summary>The releases of one pointer, the newest first.</summary>
/// <param name="Pointer">Null where there is none (yet).</param>
public sealed record Releases(string Target, string Name, PointerState? Pointer, string? FirmwareUrl, IReadOnlyList<Release> All);

/// <summary>What became of a pointer.</summary>
/// <param name="After">What it says now.</param>
/// <param name="IsUnchanged">It said that already.</param>
/// <param name="Effect">What boards make of it, for a person.</param>
public sealed record PointerChange(string Target, string Name, PointerState Before, PointerState After, bool IsUnchanged, string Effect, string? FirmwareUrl);
