using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Fleet;

/// <summary>A board over real HTTP: it asks, downloads, starts anew and tells what became of it, as the device scripts do.</summary>
/// <param name="survives">Whether an image proves itself on it.</param>
internal sealed class PullingBoard(int number, bool survives, string running = SimulatedBoards.Old)
{
    private const int Block = 4096;

    private string version = "v1.25.0", state = Board.Valid;
    private string? outcome, reason;

    public string Mac { get; } = SimulatedBoards.MacOf(number);

    public string Image { get; private set; } = running;

    /// <summary>Images that it began to write into its other slot.</summary>
    public int Begun { get; private set; }

    /// <summary>One start: a look at the image, and whatever follows from it.</summary>
    /// <returns>Whether it was let through.</returns>
    public async Task<bool> StartAsync(HttpClient client, ServedFleetFolder served)
    {
        using var look = await GetAsync(client, block: true);
        if (look.StatusCode == HttpStatusCode.NotModified || Image == served.Identity)
        {
            return false;
        }

        look.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        Begun++;
        using var download = await GetAsync(client, block: false);
        download.StatusCode.ShouldBe(HttpStatusCode.OK, "a download that has begun goes on");
        SHA256.HashData(await download.Content.ReadAsByteArrayAsync()).ShouldBe(SHA256.HashData(served.Image));
        await TryAsync(client, served.Identity);
        return true;
    }

    private async Task TryAsync(HttpClient client, string image)
    {
        var before = (Image, version);
        (Image, version, state) = (image, "v1.26.0", Board.OnTrial);
        using var trial = await GetAsync(client, block: true);
        state = Board.Valid;
        if (survives)
        {
            (outcome, reason) = ($"updated {image}", null);
        }
        else
        {
            (Image, version) = before;
            (outcome, reason) = ($"rolled-back {image}", "sensor%20missing");
        }

        using var settled = await GetAsync(client, block: true);
    }

    private Task<HttpResponseMessage> GetAsync(HttpClient client, bool block)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{client.BaseAddress!.Port}{SimulatedBoards.ImagePath}");
        Tell(request.Headers);
        if (block)
        {
            request.Headers.Range = new RangeHeaderValue(0, Block - 1);
        }

        return client.SendAsync(request).Soon();
    }

    private void Tell(HttpRequestHeaders headers)
    {
        headers.Add("x-ESP32-STA-MAC", Mac);
        headers.Add("x-ESP32-version", version);
        headers.Add("x-OtaTools-slot", Image == SimulatedBoards.Old ? "ota_0" : "ota_1");
        headers.Add("x-OtaTools-state", state);
        headers.Add("x-OtaTools-image", Image);
        headers.Add("x-OtaTools-chip", "0");
        headers.Add("x-OtaTools-rssi", "-60");
        if (outcome is not null)
        {
            headers.Add("x-OtaTools-outcome", outcome);
        }

        if (reason is not null)
        {
            headers.Add("x-OtaTools-reason", reason);
        }
    }
}
