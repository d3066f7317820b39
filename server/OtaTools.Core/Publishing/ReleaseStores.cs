using OtaTools.Core.Publishing.S3;

namespace OtaTools.Core.Publishing;

/// <summary>The store that a target names.</summary>
internal static class ReleaseStores
{
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.PublishTargetInvalid"/>, <see cref="ErrorCode.StoreFolderFailed"/></exception>
    public static IReleaseStore Open(PublishTarget target, StoreCredentials? credentials)
    {
        var publicUrl = target.PublicUrl is { Length: > 0 } text ? UrlOf(text) : null;
        return target.Kind == PublishTargetKind.Folder
            ? new FolderStore(target.Folder is { Length: > 0 } folder ? folder : throw Invalid(Strings.PublishFolderNeeded()), publicUrl)
            : OpenBucket(target, credentials, publicUrl);
    }

    /// <summary>A method of its own: only who comes here pays for loading the client of the object store.</summary>
    private static S3Store OpenBucket(PublishTarget target, StoreCredentials? credentials, Uri? publicUrl)
    {
        if (target.Bucket is not { Length: > 2 and <= 63 } bucket || !bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
        {
            throw Invalid(Strings.PublishBucketInvalid(target.Bucket ?? ""));
        }

        var prefix = (target.Prefix ?? "").Trim('/');
        if (prefix.Length > 0 && !Firmware.Releases.ReleasePointer.IsRelativeUrl(prefix))
        {
            throw Invalid(Strings.PublishPrefixInvalid(prefix));
        }

        var endpoint = EndpointOf(target.Endpoint) is { Length: > 0 } text ? UrlOf(text) : null;
        return new(new(bucket, prefix, endpoint, target.Region is { Length: > 0 } region ? region : null, publicUrl), credentials);
    }

    /// <summary>As AWS's own tools; the SDK would read the variables as well, and leave out what other stores need set.</summary>
    private static string? EndpointOf(string? given) =>
        given ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");

    private static Uri UrlOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { UserInfo: "", Query: "", Fragment: "" }
            ? url
            : throw Invalid(Strings.PublishUrlInvalid(WithoutUser(text)));

    /// <summary>Somebody may have put a key into it.</summary>
    private static string WithoutUser(string text) => text.LastIndexOf('@') is >= 0 and var at ? "…" + text[at..] : text;

    private static OtaToolsException Invalid(string why) => new(ErrorCode.PublishTargetInvalid, why);
}
