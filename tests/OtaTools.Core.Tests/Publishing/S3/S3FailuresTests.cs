using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using Amazon.S3;
using OtaTools.Core.Publishing.S3;

namespace OtaTools.Core.Tests.Publishing.S3;

public class S3FailuresTests
{
    private static readonly S3Location Location = new("fleet", "esp32", new("http://store.example:9000"), null, null);

    [Theory]
    [InlineData("NoSuchBucket", 404, ErrorCode.StoreBucketMissing)]
    [InlineData("AccessDenied", 403, ErrorCode.StoreAccessDenied)]
    [InlineData("", 403, ErrorCode.StoreAccessDenied)]
    [InlineData("SignatureDoesNotMatch", 403, ErrorCode.StoreKeyWrong)]
    [InlineData("InvalidAccessKeyId", 403, ErrorCode.StoreKeyWrong)]
    [InlineData("ExpiredToken", 400, ErrorCode.StoreKeyWrong)]
    [InlineData("RequestTimeTooSkewed", 403, ErrorCode.StoreClockWrong)]
    [InlineData("PermanentRedirect", 301, ErrorCode.StoreRegionWrong)]
    [InlineData("AuthorizationHeaderMalformed", 400, ErrorCode.StoreRegionWrong)]
    [InlineData("SlowDown", 503, ErrorCode.StoreBusy)]
    [InlineData("ServiceUnavailable", 503, ErrorCode.StoreBusy)]
    [InlineData("InternalError", 500, ErrorCode.StoreFailed)]
    public void Each_answer_has_a_sentence_of_its_own(string code, int status, ErrorCode expected)
    {
        var failure = S3Failures.Translate(new AmazonS3Exception("of the store", ErrorType.Sender, code, "id", (HttpStatusCode)status), Location).ShouldNotBeNull();

        failure.Code.ShouldBe(expected);
        failure.Message.ShouldNotContain("of the store");
        failure.InnerException.ShouldBeNull();
    }

    [Fact]
    public void A_line_that_fails_is_told_apart_from_an_answer()
    {
        CodeOf(new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused))).ShouldBe(ErrorCode.StoreNotReachable);
        CodeOf(new HttpRequestException("x", new AuthenticationException("x"))).ShouldBe(ErrorCode.StoreTls);
        CodeOf(new IOException("x")).ShouldBe(ErrorCode.StoreNotReachable);
        CodeOf(new TaskCanceledException()).ShouldBe(ErrorCode.StoreTimedOut);
        CodeOf(new AmazonClientException("x")).ShouldBe(ErrorCode.StoreFailed);
    }

    private static ErrorCode CodeOf(Exception failure) => S3Failures.Translate(failure, Location).ShouldNotBeNull().Code;
}
