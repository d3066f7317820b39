namespace OtaTools.Core.Publishing;

public enum PublishTargetKind
{
    /// <summary>A folder of this computer, which a web server, a CDN or a pages host offers.</summary>
    Folder,

    /// <summary>A bucket of any S3-compatible object store.</summary>
    S3,
}

/// <summary>Where releases go.</summary>
/// <param name="Folder">Of kind folder; made where it is not there.</param>
/// <param name="Endpoint">http(s)://host[:port] of an object store; null is AWS itself.</param>
/// <param name="Region">Null leaves it to the environment, the profile and the endpoint.</param>
/// <param name="Prefix">The folder in the bucket; null or empty is the bucket itself.</param>
/// <param name="PublicUrl">Where boards read it; null for what follows from the endpoint.</param>
public sealed record PublishTarget(
    PublishTargetKind Kind, string? Folder = null, string? Endpoint = null, string? Region = null, string? Bucket = null, string? Prefix = null, string? PublicUrl = null);

/// <summary>A key of an object store. No record: it must not be printed by accident.</summary>
public sealed class StoreCredentials(string accessKeyId, string secretAccessKey, string? sessionToken = null)
{
    public string AccessKeyId { get; } = accessKeyId;

    public string SecretAccessKey { get; } = secretAccessKey;

    /// <summary>Of temporary ones.</summary>
    public string? SessionToken { get; } = sessionToken;
}
