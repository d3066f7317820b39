using System.Net.Http.Headers;
using System.Security.Cryptography;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

/// <summary>What the register learns from real requests.</summary>
public class BoardsServedTests
{
    private const string Mac = "24:0a:c4:00:00:01";

    [Theory]
    [InlineData("")]
    [InlineData(".pack")]
    [InlineData(".from-0123456789abcdef.pack")]
    [InlineData(".manifest")]
    public async Task Whatever_form_of_an_image_is_asked_for_it_is_that_image_that_was_offered(string suffix)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.SendAsync(HttpMethod.Get, ServedFolder.ImagePath + suffix, Board);

        served.Host.Boards.Boards.ShouldHaveSingleItem().Offered.ShouldBe(
            new BoardOffer(ServedFolder.ImagePath, Convert.ToHexStringLower(served.Image.AsSpan(0xB0, 8)), "v1.26.0"));
    }

    [Fact]
    public async Task An_image_without_the_hash_of_its_build_is_known_by_its_beginning()
    {
        await using var served = await ServedFolder.StartAsync();
        var image = new AppImage { HasElfHash = false }.Build();
        served.Write("y.app-bin", image);

        using var response = await served.SendAsync(HttpMethod.Get, "/y.app-bin", Board);

        served.Host.Boards.Boards[0].Offered!.Image.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(image.AsSpan(0, 256)).AsSpan(0, 8)));
    }

    [Theory]
    [InlineData("GET", "/none.app-bin")]
    [InlineData("GET", "/OTA/ota-scripts.manifest")]
    [InlineData("HEAD", ServedFolder.ImagePath)]
    [InlineData("POST", ServedFolder.ImagePath)]
    public async Task What_is_no_image_or_not_fetched_is_not_offered(string method, string path)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.SendAsync(new HttpMethod(method), path, Board);

        served.Host.Boards.Boards.ShouldAllBe(b => b.Offered == null);
    }

    [Fact]
    public async Task An_outcome_comes_with_the_headers()
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.GetAsync(headers =>
        {
            Board(headers);
            headers.Add("x-OtaTools-outcome", "refused 0123456789abcdef");
            headers.Add("x-OtaTools-reason", "too%20long");
        });

        served.Host.Boards.Boards[0].Outcome.ShouldBe(new BoardOutcome(BoardResult.Refused, "0123456789abcdef", null, "too long"));
    }

    [Fact]
    public async Task A_download_begins_and_ends()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 600_000);
        var downloading = new List<int?>();
        served.Host.Boards.Changed += (now, _) => downloading.Add(now.Downloading);

        using var response = await served.GetAsync(Board);
        await served.EndedAsync();

        downloading.ShouldBe([null, 0, null]);
    }

    [Fact]
    public async Task Boards_stay_known_when_something_else_is_served()
    {
        using var folder = new TemporaryFolder();
        await using var serving = new ServingControl(_ => new UnrecordedFleet(new BoardRegister(TimeProvider.System)));
        var host = await serving.StartAsync(folder.Root, 0, loopbackOnly: true, cutDownloads: true, CancellationToken.None).Soon();
        using var client = new HttpClient { DefaultRequestHeaders = { { "x-ESP32-STA-MAC", Mac } } };
        using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{host.Port}/x")).Soon();

        await serving.StopAsync(TimeSpan.Zero, CancellationToken.None);

        serving.Boards.Boards.ShouldHaveSingleItem().Id.ShouldBe(Mac);
    }

    private static void Board(HttpRequestHeaders headers) => headers.Add("x-ESP32-STA-MAC", Mac);
}
