using System.Net;
using System.Net.Sockets;
using System.Text;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving.Hostile;

/// <summary>A server whose folder holds one image to give, and around it everything that must stay: beside, above, hidden, behind links.</summary>
internal sealed class GuardedFolder : IAsyncDisposable
{
    private const string Marker = "TOP-SECRET-5f0c1d";

    /// <summary>How Kestrel refuses whoever begins in HTTP/2: a frame of eight bytes and its head.</summary>
    private const string GoAway = "\0\0\u0008\u0007";

    /// <summary>Whoever is silent for so long waits for more of the request. Told at once, Kestrel would give up an answer that is on its way.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder folder = new();
    private readonly byte[] image = new AppImage { Segments = [5000, 16] }.Build();
    private FirmwareHost host = null!;

    public static async Task<GuardedFolder> StartAsync()
    {
        var guarded = new GuardedFolder();
        guarded.Fill();
        guarded.host = await FirmwareHost.StartAsync(guarded.folder.PathOf("root"), 0, loopbackOnly: false, CancellationToken.None).Soon();
        return guarded;
    }

    /// <summary>Sends, reads all that comes, and ends its side when nothing comes any more.</summary>
    /// <param name="from">The last number of the client's own address, where this system has more than one on loopback.</param>
    public Task<byte[]> AnswerToAsync(byte[] request, int from) => AnswerToAsync(request, from, Silence);

    private async Task<byte[]> AnswerToAsync(byte[] request, int from, TimeSpan silence)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (OperatingSystem.IsLinux())
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse($"127.0.0.{from}"), 0));
        }

        await socket.ConnectAsync(IPAddress.Loopback, host.Port).Soon();
        var sending = SendAsync(socket, request);
        var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (var ended = false; ;)
            {
                var receiving = socket.ReceiveAsync(buffer);
                while (!ended && await Task.WhenAny(receiving, Task.Delay(silence)) != receiving)
                {
                    ended = sending.IsCompleted;
                    if (ended)
                    {
                        socket.Shutdown(SocketShutdown.Send);
                    }
                }

                var count = await receiving.Soon();
                if (count == 0)
                {
                    break;
                }

                answer.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
            // Reset: an answer as well.
        }

        await sending.Soon();
        return answer.ToArray();
    }

    /// <summary>An honest board, after whatever came before.</summary>
    public async Task BoardIsServedAsync()
    {
        var answer = await AnswerToAsync("GET /OTA/x.app-bin HTTP/1.0\r\n\r\n"u8.ToArray(), from: 250, Deadline.Patience);
        Encoding.Latin1.GetString(answer).ShouldStartWith("HTTP/1.1 200 OK\r\n");
        answer.AsSpan().EndsWith(image).ShouldBeTrue("the board gets its image");
    }

    /// <summary>What of an answer should not be: something that must stay, a path of this computer, what is no HTTP, or an answer where none is right.</summary>
    public string? WrongWith(byte[] answer, bool mayAnswer)
    {
        var text = Encoding.Latin1.GetString(answer);
        bool Has(string part) => text.Contains(part, StringComparison.Ordinal);
        return Has(Marker) ? "a secret left"
            : Has(folder.Root) ? "a path left"
            : text.Length > 0 && !text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && !text.StartsWith(GoAway, StringComparison.Ordinal) ? "no HTTP: " + text[..Math.Min(80, text.Length)]
            : !mayAnswer && (Has("HTTP/1.1 200") || Has("HTTP/1.1 206")) ? text[..Math.Min(80, text.Length)]
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    private void Fill()
    {
        // Whole, usable images in the wrong places: only where they lie speaks against them.
        var secret = new AppImage { Segments = [5000, 16], Strings = AppImage.SysVersion("v1.26.0", "2025-08-09") + Marker + "\0" }.Build();
        var text = Encoding.ASCII.GetBytes($"{{\"password\": \"{Marker}\"}}");
        folder.Write("root/OTA/x.app-bin", image);
        foreach (var place in new[] { "outside/secret.app-bin", "secret.app-bin", "root/.hidden.app-bin", "root/.hidden/secret.app-bin", "root-beside/secret.app-bin" })
        {
            folder.Write(place, secret);
        }

        foreach (var place in new[] { "ota.json", "root/ota.json", "root/signing.key", "root/.env", "root/.git/config", "root/boot.py", "root/OTA/notes.txt", "root/ota-scripts/ota.json" })
        {
            folder.Write(place, text);
        }

        if (OperatingSystem.IsWindows())
        {
            return; // making links takes a privilege there
        }

        File.CreateSymbolicLink(folder.PathOf("root/link.app-bin"), folder.PathOf("outside/secret.app-bin"));
        File.CreateSymbolicLink(folder.PathOf("root/far.app-bin"), "../root/linked/secret.app-bin");
        File.CreateSymbolicLink(folder.PathOf("root/loop.app-bin"), "loop.app-bin");
        Directory.CreateSymbolicLink(folder.PathOf("root/linked"), folder.PathOf("outside"));
    }

    private static async Task SendAsync(Socket socket, byte[] request)
    {
        try
        {
            await socket.SendAsync(request);
        }
        catch (SocketException)
        {
            // The server has seen enough.
        }
    }
}
