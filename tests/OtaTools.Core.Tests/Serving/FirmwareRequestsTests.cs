using System.Net;
using System.Net.Http.Headers;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

public class FirmwareRequestsTests
{
    [Fact]
    public async Task GET_sends_the_whole_file_with_what_a_client_needs_to_ask_again()
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.GetAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(served.Image);
        response.Content.Headers.ContentLength.ShouldBe(served.Image.Length);
        response.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("application/octet-stream");
        response.Content.Headers.LastModified.ShouldNotBeNull();
        response.Headers.AcceptRanges.ShouldBe(["bytes"]);
        response.Headers.ETag.ShouldNotBeNull().IsWeak.ShouldBeFalse();
        response.Headers.TransferEncodingChunked.ShouldNotBe(true);
    }

    [Fact]
    public async Task HEAD_tells_the_same_and_sends_nothing()
    {
        await using var served = await ServedFolder.StartAsync();
        using var got = await served.GetAsync();

        using var head = await served.SendAsync(HttpMethod.Head);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(served.Image.Length);
        head.Headers.ETag.ShouldBe(got.Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_servers_give_one_image_the_same_ETag()
    {
        await using var one = await ServedFolder.StartAsync();
        await using var other = await ServedFolder.StartAsync();
        using var fromOne = await one.GetAsync();
        using var fromOther = await other.GetAsync();

        fromOther.Headers.ETag.ShouldBe(fromOne.Headers.ETag);
    }

    [Fact]
    public async Task A_client_that_has_it_already_gets_304_without_a_body()
    {
        await using var served = await ServedFolder.StartAsync();
        using var first = await served.GetAsync();

        using var again = await served.GetAsync(h => h.IfNoneMatch.Add(first.Headers.ETag!));

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"something-else\"", 200)]
    [InlineData("*", 304)]
    [InlineData("\"a\", \"b\"", 200)]
    [InlineData("not in quotes", 200)]
    public async Task IfNoneMatch_in_its_other_forms(string value, int status)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.GetAsync(h => h.TryAddWithoutValidation("If-None-Match", value));

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_changed_file_is_sent_whole_to_a_client_that_has_the_old_one()
    {
        await using var served = await ServedFolder.StartAsync();
        using var first = await served.GetAsync();
        var changed = new AppImage { Seed = 99, Segments = [7000] }.Build();
        served.Write(ServedFolder.ImagePath[1..], changed);

        using var second = await served.GetAsync(h => h.IfNoneMatch.Add(first.Headers.ETag!));

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBe(changed);
    }

    [Fact]
    public async Task IfMatch_of_another_file_is_refused()
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.GetAsync(h => h.IfMatch.Add(new EntityTagHeaderValue("\"another\"")));

        response.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        response.Content.Headers.ContentLength.ShouldBe(0);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    public async Task Other_methods_are_told_which_ones_there_are(string method)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.SendAsync(new HttpMethod(method));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "HEAD"], ignoreOrder: true);
        response.Content.Headers.ContentLength.ShouldBe(0);
    }

    [Theory]
    [InlineData("/missing.app-bin")]
    [InlineData("/")]
    [InlineData("/OTA/")]
    [InlineData("/notes.txt")]
    [InlineData("/OTA/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/OTA/..%2f..%2fetc/passwd")]
    [InlineData("/OTA%5cx.app-bin")]
    [InlineData("/OTA/x.app-bin%20")]
    public async Task What_is_not_firmware_is_not_there(string path)
    {
        await using var served = await ServedFolder.StartAsync();
        served.Write("notes.txt", "the password is ..."u8.ToArray());

        using var response = await served.SendAsync(HttpMethod.Get, path);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentLength.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_with_an_escaped_name_is_found()
    {
        await using var served = await ServedFolder.StartAsync();
        served.Write("ファーム 50%.app-bin", served.Image);
        var url = served.Host.UrlOf(Path.Combine(served.Root, "ファーム 50%.app-bin"), IPAddress.Loopback);

        (await served.Client.GetByteArrayAsync(url).Soon()).ShouldBe(served.Image);
    }
}
