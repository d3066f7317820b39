using System.Collections.Concurrent;
using System.Net.Http.Headers;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

/// <summary>A server on a free port of this computer, one image in its folder, and a client.</summary>
internal sealed class ServedFolder : IAsyncDisposable
{
    public const string ImagePath = "/OTA/x.app-bin";

    private readonly TemporaryFolder folder = new();

    private ServedFolder(byte[] image)
    {
        Image = image;
        folder.Write(ImagePath[1..], image);
    }

    public FirmwareHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public byte[] Image { get; }

    public string Root => folder.Root;

    /// <summary>Every report of the transfer log, in order.</summary>
    public ConcurrentQueue<Transfer> Reports { get; } = new();

    public static async Task<ServedFolder> StartAsync(int imageLength = 5000)
    {
        var served = new ServedFolder(new AppImage { Segments = [imageLength, 16] }.Build());
        served.Host = await FirmwareHost.StartAsync(served.Root, 0, loopbackOnly: true, CancellationToken.None).Soon();
        served.Host.Transfers.Changed += served.Reports.Enqueue;
        served.Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{served.Host.Port}") };
        return served;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path = ImagePath, Action<HttpRequestHeaders>? headers = null)
    {
        var request = new HttpRequestMessage(method, path);
        headers?.Invoke(request.Headers);
        return Client.SendAsync(request).Soon();
    }

    public Task<HttpResponseMessage> GetAsync(Action<HttpRequestHeaders>? headers = null) => SendAsync(HttpMethod.Get, ImagePath, headers);

    public void Write(string name, byte[] content) => folder.Write(name, content);

    /// <summary>The last report of a finished transfer.</summary>
    public async Task<Transfer> EndedAsync()
    {
        await Deadline.UntilAsync(() => Reports.Any(t => t.State != TransferState.Running), "a transfer ended");
        return Reports.Last(t => t.State != TransferState.Running);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        folder.Dispose();
    }
}
