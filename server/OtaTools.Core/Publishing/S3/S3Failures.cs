using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using Amazon.S3;

namespace OtaTools.Core.Publishing.S3;

/// <summary>What a store answered, as a sentence with what to do. Stores' own messages are mostly empty, and are not shown: the codes are.</summary>
internal static class S3Failures
{
    public static OtaToolsException? Translate(Exception failure, S3Location location)
    {
        var where = location.Endpoint?.Authority ?? "Amazon S3";
        return failure switch
        {
            AmazonServiceException answered when answered.StatusCode != 0 => OfAnswer(answered, location, where),
            TimeoutException or OperationCanceledException or WebException { Status: WebExceptionStatus.Timeout } => new(ErrorCode.StoreTimedOut, Strings.StoreTimedOut(where)),
            _ when Inner<AuthenticationException>(failure) is { } tls => new(ErrorCode.StoreTls, Strings.StoreTls(where, tls.Message)),
            _ when Inner<SocketException>(failure) is { } socket => new(ErrorCode.StoreNotReachable, Strings.StoreNotReachable(where, socket.Message)),
            HttpRequestException or IOException => new(ErrorCode.StoreNotReachable, Strings.StoreNotReachable(where, failure.Message)),
            AmazonServiceException when Inner<HttpRequestException>(failure) is { } http => new(ErrorCode.StoreNotReachable, Strings.StoreNotReachable(where, http.Message)),
            // A profile that signs in, or takes a role, wants a part of the SDK that does not come along.
            AmazonClientException missing when missing.Message.Contains("AWSSDK.", StringComparison.Ordinal) => new(ErrorCode.StoreCredentialsMissing, Strings.StoreCredentialsMissing()),
            AmazonServiceException or AmazonClientException => new(ErrorCode.StoreFailed, Strings.StoreFailed(where, failure.GetType().Name)),
            _ => null,
        };
    }

    private static OtaToolsException OfAnswer(AmazonServiceException answer, S3Location location, string where) => answer.ErrorCode switch
    {
        "NoSuchBucket" => new(ErrorCode.StoreBucketMissing, Strings.StoreBucketMissing(location.Bucket, where)),
        "SignatureDoesNotMatch" or "InvalidAccessKeyId" or "InvalidSecurity" or "NotSignedUp" => new(ErrorCode.StoreKeyWrong, Strings.StoreKeyWrong(where)),
        "ExpiredToken" or "InvalidToken" or "TokenRefreshRequired" => new(ErrorCode.StoreKeyWrong, Strings.StoreTokenExpired(where)),
        "RequestTimeTooSkewed" or "RequestExpired" => new(ErrorCode.StoreClockWrong, Strings.StoreClockWrong(where)),
        "PermanentRedirect" or "TemporaryRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" =>
            new(ErrorCode.StoreRegionWrong, Strings.StoreRegionWrong(location.Bucket, location.Region ?? "-")),
        "SlowDown" or "TooManyRequests" or "RequestLimitExceeded" => new(ErrorCode.StoreBusy, Strings.StoreBusy(where)),
        "RequestTimeout" => new(ErrorCode.StoreTimedOut, Strings.StoreTimedOut(where)),
        "AccessDenied" or "AllAccessDisabled" or "AccountProblem" => Denied(location),
        _ => answer.StatusCode switch
        {
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => Denied(location),
            HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect => new(ErrorCode.StoreRegionWrong, Strings.StoreRegionWrong(location.Bucket, location.Region ?? "-")),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => new(ErrorCode.StoreBusy, Strings.StoreBusy(where)),
            _ => new(ErrorCode.StoreFailed, Strings.StoreFailed(where, $"HTTP {(int)answer.StatusCode} {answer.ErrorCode}".TrimEnd())),
        },
    };

    private static OtaToolsException Denied(S3Location location) => new(ErrorCode.StoreAccessDenied, Strings.StoreAccessDenied(location.Title));

    private static T? Inner<T>(Exception? failure)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found)
            {
                return found;
            }
        }

        return null;
    }
}
