using System.Net;
using System.Net.Http.Headers;

namespace OtaTools.Core.Tests.Serving;

public class RangeTests
{
    [Theory]
    [InlineData("bytes=0-0")]
    [InlineData("bytes=0-99")]
    [InlineData("bytes=1000-1999")]
    [InlineData("bytes=4096-")]
    [InlineData("bytes=-100")]
    [InlineData("bytes=100-99999999")]
    [InlineData("bytes=-99999999")]
    public async Task A_range_is_sent_and_named(string range)
    {
        await using var served = await ServedFolder.StartAsync();
        var (from, to) = Bounds(range, served.Image.Length);

        using var response = await GetAsync(served, range);

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(served.Image[from..(to + 1)]);
        response.Content.Headers.ContentLength.ShouldBe(to + 1 - from);
        response.Content.Headers.ContentRange.ShouldBe(new ContentRangeHeaderValue(from, to, served.Image.Length));
    }

    [Fact]
    public async Task A_range_past_the_end_cannot_be_had()
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await GetAsync(served, $"bytes={served.Image.Length}-");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        response.Content.Headers.ContentRange.ShouldBe(new ContentRangeHeaderValue(served.Image.Length));
        response.Content.Headers.ContentLength.ShouldBe(0);
    }

    [Theory]
    [InlineData("bytes=0-10,20-30")]
    [InlineData("bytes=20-10")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes")]
    public async Task Several_ranges_or_none_that_make_sense_get_the_whole_file(string range)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await GetAsync(served, range);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(served.Image);
    }

    [Theory]
    [InlineData(true, 206)]
    [InlineData(false, 200)]
    public async Task A_broken_download_goes_on_only_in_the_same_file(bool same, int status)
    {
        await using var served = await ServedFolder.StartAsync();
        using var first = await served.SendAsync(HttpMethod.Head);

        using var response = await served.GetAsync(h =>
        {
            h.Range = new RangeHeaderValue(1000, null);
            h.IfRange = new RangeConditionHeaderValue(same ? first.Headers.ETag! : new EntityTagHeaderValue("\"old\""));
        });

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(same ? served.Image[1000..] : served.Image);
    }

    [Fact]
    public async Task HEAD_with_a_range_sends_nothing()
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.SendAsync(HttpMethod.Head, headers: h => h.Range = new RangeHeaderValue(0, 99));

        response.IsSuccessStatusCode.ShouldBeTrue();
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    private static Task<HttpResponseMessage> GetAsync(ServedFolder served, string range) =>
        served.GetAsync(h => h.TryAddWithoutValidation("Range", range).ShouldBeTrue());

    private static (int From, int To) Bounds(string range, int length)
    {
        var (first, last) = range["bytes=".Length..].Split('-') is [var f, var l] ? (f, l) : throw new ArgumentException(range);
        return first.Length == 0
            ? (Math.Max(0, length - int.Parse(last, null)), length - 1)
            : (int.Parse(first, null), last.Length == 0 ? length - 1 : Math.Min(length - 1, int.Parse(last, null)));
    }
}
