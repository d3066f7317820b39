using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;

namespace OtaTools.Core.Publishing.S3;

/// <summary>
/// A client for an endpoint. AWS itself gets the SDK's defaults. Elsewhere a bucket is part of the path, and uploads are plain: the
/// checksums and the chunked encoding that the SDK would add are unknown to many stores, some of which then keep "aws-chunked" as the
/// file's encoding and hand it to boards.
/// </summary>
internal static class S3Clients
{
    /// <summary>What most stores take where they look at the region at all; Cloudflare's takes "auto" alone.</summary>
    private const string AnyRegion = "us-east-1", R2Host = ".r2.cloudflarestorage.com", R2Region = "auto";

    private const int Retries = 3;

    public static AmazonS3Client Create(S3Location location, StoreCredentials? credentials)
    {
        var config = new AmazonS3Config
        {
            MaxErrorRetry = Retries,
            RetryMode = RequestRetryMode.Standard,
            // A slow line takes as long for the largest image.
            Timeout = TimeSpan.FromMinutes(3),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        if (location.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.UseHttp = endpoint.Scheme == Uri.UriSchemeHttp;
            config.ForcePathStyle = true;
            config.AuthenticationRegion = location.Region ?? (endpoint.Host.EndsWith(R2Host, StringComparison.OrdinalIgnoreCase) ? R2Region : AnyRegion);
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }
        else if (location.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        if (location.Endpoint is null && config.RegionEndpoint is null)
        {
            throw new OtaToolsException(ErrorCode.StoreRegionWrong, Strings.StoreRegionNeeded(location.Bucket));
        }

        return new(credentials is null ? FromChain(config) : Given(credentials), config);
    }

    private static AWSCredentials Given(StoreCredentials credentials) => credentials.SessionToken is { Length: > 0 } token
        ? new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, token)
        : new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey);

    /// <summary>Environment, profile, container, instance.</summary>
    private static AWSCredentials FromChain(AmazonS3Config config)
    {
        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials(config);
        }
        catch (AmazonClientException e)
        {
            // Without the cause, which may quote a profile's file.
            throw new OtaToolsException(ErrorCode.StoreCredentialsMissing, Strings.StoreCredentialsMissing()) { Evidence = e.GetType().Name };
        }
    }
}
