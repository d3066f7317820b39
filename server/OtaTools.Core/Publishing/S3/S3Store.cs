using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace OtaTools.Core.Publishing.S3;

/// <summary>A bucket of an object store. PutObject alone: an object is there as a whole or not at all.</summary>
internal sealed class S3Store(S3Location location, StoreCredentials? credentials) : IReleaseStore
{
    private const string Forever = "public, max-age=31536000, immutable", AskAnew = "no-cache";

    private const int MostObjects = 20_000;

    private readonly AmazonS3Client client = S3Clients.Create(location, credentials);
    private bool lacksConditions;

    public event Action<string>? Noted;

    public string Title => location.Title;

    public bool IsPublicUrlGiven => location.PublicUrl is not null;

    public string? ReadPolicy => BucketPolicy.ForReaders(location);

    public Uri? UrlOf(string name) => location.PublicUrl is { } url ? PublicUrls.Of(url, name)
        : location.Endpoint is { } endpoint ? PublicUrls.Of(endpoint, $"{location.Bucket}/{location.KeyOf(name)}")
        : client.Config.RegionEndpoint?.SystemName is not { } region ? null
        // A certificate's star stands for no dot.
        : location.Bucket.Contains('.') ? new($"https://s3.{region}.amazonaws.com/{location.Bucket}/{location.KeyOf(name)}")
        : new($"https://{location.Bucket}.s3.{region}.amazonaws.com/{location.KeyOf(name)}");

    public Task<StoredFile?> GetAsync(string name, long mostBytes, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        try
        {
            using var answer = await client.GetObjectAsync(new GetObjectRequest { BucketName = location.Bucket, Key = location.KeyOf(name) }, cancellationToken);
            if (answer.ContentLength > mostBytes)
            {
                throw new OtaToolsException(ErrorCode.PublishFileDiffers, Strings.PublishFileDiffers(name, Title));
            }

            var content = new byte[answer.ContentLength];
            await answer.ResponseStream.ReadExactlyAsync(content, cancellationToken);
            return new StoredFile(content, answer.ETag, answer.LastModified ?? default);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }, cancellationToken);

    public Task<IReadOnlyList<StoredEntry>> ListAsync(string folder, CancellationToken cancellationToken) => TryAsync<IReadOnlyList<StoredEntry>>(async () =>
    {
        var found = new List<StoredEntry>();
        var request = new ListObjectsV2Request { BucketName = location.Bucket, Prefix = location.KeyOf(folder) };
        do
        {
            var page = await client.ListObjectsV2Async(request, cancellationToken);
            found.AddRange((page.S3Objects ?? []).Select(one => new StoredEntry(location.NameOf(one.Key), one.Size ?? 0, one.LastModified ?? default)));
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null && found.Count < MostObjects);
        return request.ContinuationToken is null ? found : throw new OtaToolsException(ErrorCode.StoreFailed, Strings.StoreTooMany(Title, MostObjects));
    }, cancellationToken);

    public Task<bool> PutIfAbsentAsync(string name, ReadOnlyMemory<byte> content, Lifetime lifetime, CancellationToken cancellationToken) =>
        PutAsync(name, content, lifetime, null, cancellationToken);

    public Task<bool> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string? entityTag, Lifetime lifetime, CancellationToken cancellationToken) =>
        PutAsync(name, content, lifetime, entityTag, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => TryAsync(
        () => client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = location.Bucket, Key = location.KeyOf(name) }, cancellationToken), cancellationToken);

    public void Dispose() => client.Dispose();

    /// <param name="entityTag">Null where nothing may be there.</param>
    private Task<bool> PutAsync(string name, ReadOnlyMemory<byte> content, Lifetime lifetime, string? entityTag, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        if (!lacksConditions)
        {
            try
            {
                // Ceph compares the tag without its quotes: where nothing has changed and yet it is refused, that is why.
                return await PutAsync(RequestOf(name, content, lifetime), entityTag, cancellationToken)
                    || (entityTag is not null
                        && await TagAsync(name, cancellationToken) == entityTag
                        && await PutAsync(RequestOf(name, content, lifetime), entityTag.Trim('"'), cancellationToken));
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotImplemented || e.ErrorCode == "NotImplemented")
            {
                if (!Interlocked.Exchange(ref lacksConditions, true))
                {
                    Noted?.Invoke(Strings.StoreLacksConditions(Title)); // once, of all that are put at the same time
                }
            }
        }

        return await TagAsync(name, cancellationToken) == entityTag && await PutAsync(RequestOf(name, content, lifetime), null, cancellationToken, isConditional: false);
    }, cancellationToken);

    private async Task<bool> PutAsync(PutObjectRequest request, string? entityTag, CancellationToken cancellationToken, bool isConditional = true)
    {
        if (isConditional)
        {
            request.IfNoneMatch = entityTag is null ? "*" : null;
            request.IfMatch = entityTag;
        }

        try
        {
            await client.PutObjectAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed || e.ErrorCode is "ConditionalRequestConflict" or "NoSuchKey")
        {
            // Something else is there, or comes in this moment; or what was to be replaced is gone.
            return false;
        }
    }

    private PutObjectRequest RequestOf(string name, ReadOnlyMemory<byte> content, Lifetime lifetime)
    {
        var request = new PutObjectRequest
        {
            BucketName = location.Bucket,
            Key = location.KeyOf(name),
            InputStream = new MemoryStream(content.ToArray(), writable: false),
            ContentType = "application/octet-stream",
            UseChunkEncoding = location.Endpoint is null,
        };
        request.Headers.CacheControl = lifetime == Lifetime.Immutable ? Forever : AskAnew;
        return request;
    }

    private async Task<string?> TagAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetObjectMetadataAsync(location.Bucket, location.KeyOf(name), cancellationToken)).ETag;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is not OtaToolsException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Without the cause: what an SDK writes into its exceptions is not ours to vouch for.
            throw S3Failures.Translate(e, location) is { } told ? told : new OtaToolsException(ErrorCode.StoreFailed, Strings.StoreFailed(location.Endpoint?.Authority ?? "Amazon S3", e.GetType().Name));
        }
    }
}
