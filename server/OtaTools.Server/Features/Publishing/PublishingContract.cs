using Newtonsoft.Json.Linq;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Publishing;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Publishing;

/// <summary>A key of an object store: it crosses the wire in the requests of this slice and nowhere else.</summary>
internal sealed record StoreKey(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    public override string ToString() => "•";
}

/// <summary>May carry keys of a store and of a signature: clients keep it out of their traces.</summary>
/// <param name="Firmware">The app image on this computer.</param>
/// <param name="Credentials">Null takes the standard AWS chain: environment, profile, container, instance.</param>
/// <param name="Name">Of the pointer; null takes the image's board, such as ESP32_GENERIC-OTA.</param>
/// <param name="Share">Of 10,000 boards.</param>
/// <param name="Deltas">From how many releases before this one.</param>
/// <param name="Sequence">Null takes the seconds since 2020, or one more than the pointer has where that is more.</param>
/// <param name="PrivateKey">PEM; null publishes unsigned.</param>
/// <param name="Passphrase">Of an encrypted key.</param>
/// <param name="Unsigned">Publishes unsigned although the pointer is signed.</param>
/// <param name="Force">Publishes in spite of a finding that is forcible, and what was withdrawn again.</param>
internal sealed record PublishParams(
    string Firmware,
    PublishTarget Target,
    StoreKey? Credentials = null,
    string? Name = null,
    int Share = Turn.Everyone,
    int Deltas = PublishRequest.DefaultDeltas,
    long? Sequence = null,
    string? PrivateKey = null,
    string? Passphrase = null,
    bool Unsigned = false,
    bool Force = false,
    JToken? WorkDoneToken = null)
{
    public override string ToString() => Firmware;
}

/// <param name="Name">Null for the one pointer that is there.</param>
internal sealed record ReleasesParams(PublishTarget Target, StoreKey? Credentials = null, string? Name = null, JToken? WorkDoneToken = null);

/// <param name="Pointers">One for each name that is there.</param>
internal sealed record ReleasesResult(IReadOnlyList<Releases> Pointers);

/// <param name="Release">By its id; null is the current one.</param>
/// <param name="Share">Of 10,000 boards; null keeps it, or takes all where another release becomes current.</param>
/// <param name="Force">Also one that was withdrawn.</param>
internal sealed record PromoteParams(
    PublishTarget Target,
    StoreKey? Credentials = null,
    string? Name = null,
    string? Release = null,
    int? Share = null,
    string? PrivateKey = null,
    string? Passphrase = null,
    bool Unsigned = false,
    bool Force = false,
    JToken? WorkDoneToken = null)
{
    public override string ToString() => Release ?? "";
}

/// <param name="Release">By its id; null is the current one.</param>
internal sealed record WithdrawParams(
    PublishTarget Target,
    StoreKey? Credentials = null,
    string? Name = null,
    string? Release = null,
    string? PrivateKey = null,
    string? Passphrase = null,
    bool Unsigned = false,
    JToken? WorkDoneToken = null)
{
    public override string ToString() => Release ?? "";
}

/// <summary>Releases in a folder or an object store, for boards to pull without a server of ours.</summary>
internal interface IPublishingRpc
{
    /// <summary>What publishing would do.</summary>
    [JsonRpcMethod("otatools/publishing/plan", UseSingleObjectParameterDeserialization = true)]
    Task<PublishPlan> PlanAsync(PublishParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/publishing/publish", UseSingleObjectParameterDeserialization = true)]
    Task<PublishResult> PublishAsync(PublishParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/publishing/releases", UseSingleObjectParameterDeserialization = true)]
    Task<ReleasesResult> ReleasesAsync(ReleasesParams parameters, CancellationToken cancellationToken);

    /// <summary>Changes how many boards take the current release, or makes another one current, an older one included.</summary>
    [JsonRpcMethod("otatools/publishing/promote", UseSingleObjectParameterDeserialization = true)]
    Task<PointerChange> PromoteAsync(PromoteParams parameters, CancellationToken cancellationToken);

    /// <summary>Marks a release as not to be taken; where it is the current one, the one before it becomes current.</summary>
    [JsonRpcMethod("otatools/publishing/withdraw", UseSingleObjectParameterDeserialization = true)]
    Task<PointerChange> WithdrawAsync(WithdrawParams parameters, CancellationToken cancellationToken);
}
