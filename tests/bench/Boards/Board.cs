using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace OtaTools.Bench.Boards;

/// <summary>One download as ota.py does it: HTTP/1.0, 4096 bytes at a time, ten seconds for each wait.</summary>
internal sealed class Board(int number, Load load)
{
    // MicroPython's lwIP on the ESP32: four segments of an Ethernet frame in flight.
    private const int SegmentSize = 1436;
    private const int Window = 4 * SegmentSize;
    private const int Chunk = 4096;
    private const string WrongContent = "wrong content";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly byte[] buffer = new byte[Chunk];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Pace pace = new(load.Rate);
    private string? tag;
    private int have;

    /// <summary>Part of the image came in another connection than the rest.</summary>
    public bool Resumed { get; private set; }

    /// <returns>Null where all of the image came and is right, else what went wrong.</returns>
    public async Task<string?> DownloadAsync(CancellationToken deadline)
    {
        var failure = await TryAsync(deadline);
        while (load.Resume && failure is not null and not WrongContent && !deadline.IsCancellationRequested)
        {
            await Task.Delay(Pause, CancellationToken.None);
            failure = await TryAsync(deadline);
        }

        hash.Dispose();
        return failure;
    }

    private async Task<string?> TryAsync(CancellationToken deadline)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = Window };
        LimitSegments(socket);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        try
        {
            limit.CancelAfter(Patience);
            await socket.ConnectAsync(IPAddress.Loopback, load.Port, limit.Token);
            await socket.SendAsync(Request(), limit.Token);
            return await ReadAnswerAsync(socket, limit);
        }
        catch (OperationCanceledException)
        {
            return deadline.IsCancellationRequested ? "not done in time" : !socket.Connected ? "no connection" : "server fell silent";
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode.ToString();
        }
    }

    private byte[] Request() => Encoding.ASCII.GetBytes(
        $"GET {load.Path} HTTP/1.0\r\nHost: 127.0.0.1:{load.Port}\r\nx-ESP32-STA-MAC: 24:0A:C4:00:{number >> 8:X2}:{number & 0xff:X2}\r\n"
        + (have > 0 ? $"Range: bytes={have}-\r\nIf-Range: {tag}\r\n\r\n" : "\r\n"));

    private async Task<string?> ReadAnswerAsync(Socket socket, CancellationTokenSource limit)
    {
        var head = new List<byte>();
        int end;
        while ((end = EndOfHead(head)) < 0)
        {
            var count = await ReceiveAsync(socket, limit);
            if (count == 0)
            {
                return "cut off in the head";
            }

            head.AddRange(buffer.AsSpan(0, count));
        }

        var lines = Encoding.ASCII.GetString([.. head[..end]]).Split("\r\n");
        if (lines[0].Split(' ') is not [_, var status, ..] || status != (have > 0 ? "206" : "200"))
        {
            return lines[0];
        }

        Resumed |= have > 0;
        tag ??= Header(lines, "ETag");
        var length = have + int.Parse(Header(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture);
        return await ReadBodyAsync(socket, [.. head[end..]], length, limit);
    }

    private static string? Header(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?.Split(':', 2)[1].Trim();

    private async Task<string?> ReadBodyAsync(Socket socket, byte[] begun, int length, CancellationTokenSource limit)
    {
        Take(begun);
        while (have < length)
        {
            var count = await ReceiveAsync(socket, limit);
            if (count == 0)
            {
                return "cut off in the body";
            }

            Take(buffer.AsSpan(0, count));
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
            await pace.TakenAsync(count, limit.Token);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash()) == load.Sha256 ? null : WrongContent;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        have += bytes.Length;
        load.Count(bytes.Length);
    }

    private ValueTask<int> ReceiveAsync(Socket socket, CancellationTokenSource limit)
    {
        limit.CancelAfter(Patience);
        return socket.ReceiveAsync(buffer, limit.Token);
    }

    private static int EndOfHead(List<byte> bytes)
    {
        var at = Encoding.ASCII.GetString([.. bytes]).IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return at < 0 ? -1 : at + 4;
    }

    /// <summary>Loopback carries 64 KB in one piece; Wi-Fi does not.</summary>
    private static void LimitSegments(Socket socket)
    {
        if (OperatingSystem.IsLinux())
        {
            const int Tcp = 6, MaximumSegment = 2;
            socket.SetRawSocketOption(Tcp, MaximumSegment, BitConverter.GetBytes(SegmentSize));
        }
    }
}
