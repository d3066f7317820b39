using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

/// <summary>Clients that are slow, simple, broken or hostile.</summary>
public class BoardClientTests
{
    private const string BoardRequest = "GET /OTA/x.app-bin HTTP/1.0\r\nHost: 127.0.0.1\r\nx-ESP32-STA-MAC: 24:0a:c4:00:00:01\r\n";

    [Theory]
    [InlineData(BoardRequest + "\r\n")]
    [InlineData(BoardRequest + "Connection: close\r\n\r\n")]
    [InlineData("GET /OTA/x.app-bin HTTP/1.0\r\n\r\n")]
    public async Task An_HTTP_1_0_client_gets_a_length_and_the_end_of_the_connection(string request)
    {
        await using var served = await ServedFolder.StartAsync();
        using var board = await RawHttp.ConnectAsync(served.Host.Port);

        await board.SendAsync(request);

        var head = await board.ReadHeadAsync();
        head.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        RawHttp.LengthIn(head).ShouldBe(served.Image.Length);
        (await board.ReadToEndAsync()).ShouldBe(served.Image);
    }

    [Fact]
    public async Task A_board_that_stalls_while_it_erases_gets_the_rest_when_it_reads_on()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 8_000_000);
        using var board = await RawHttp.ConnectAsync(served.Host.Port);
        await board.SendAsync(BoardRequest + "\r\n");
        var length = RawHttp.LengthIn(await board.ReadHeadAsync());

        // Nothing is read until the server can send no more: twice the same count, and not the whole.
        var sent = -1L;
        await Deadline.UntilAsync(
            () =>
            {
                var before = sent;
                sent = served.Host.Transfers.Running is [var running] ? running.BytesSent : -1;
                return sent > 0 && sent == before;
            },
            "the download stalls");
        sent.ShouldBeLessThan(length);

        (await board.ReadAsync(length)).ShouldBe(served.Image);
        (await served.EndedAsync()).State.ShouldBe(TransferState.Done);
    }

    [Fact]
    public async Task A_board_that_goes_away_is_reported_as_broken_off()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 8_000_000);
        using var board = await RawHttp.ConnectAsync(served.Host.Port);
        await board.SendAsync(BoardRequest + "\r\n");
        await board.ReadHeadAsync();
        await board.ReadAsync(4096);

        board.Abort();

        var end = await served.EndedAsync();
        end.State.ShouldBe(TransferState.BrokenOff);
        end.BytesSent.ShouldBeLessThan(end.BytesTotal);
        served.Host.Transfers.Running.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopping_the_server_cuts_a_download_that_stalls()
    {
        var served = await ServedFolder.StartAsync(imageLength: 8_000_000);
        using var board = await RawHttp.ConnectAsync(served.Host.Port);
        await board.SendAsync(BoardRequest + "\r\n");
        await board.ReadHeadAsync();

        await served.DisposeAsync().Soon();

        (await board.ReadToEndAsync()).Length.ShouldBeLessThan(served.Image.Length);
    }

    [Fact]
    public async Task Two_requests_on_one_connection()
    {
        await using var served = await ServedFolder.StartAsync();
        using var board = await RawHttp.ConnectAsync(served.Host.Port);
        for (var i = 0; i < 2; i++)
        {
            await board.SendAsync("GET /OTA/x.app-bin HTTP/1.1\r\nHost: a\r\n\r\n");
            (await board.ReadAsync(RawHttp.LengthIn(await board.ReadHeadAsync()))).ShouldBe(served.Image);
        }
    }

    [Theory]
    [InlineData("GET /OTA/../../etc/passwd HTTP/1.0\r\n\r\n", "404")]
    [InlineData("GET /../../../../etc/passwd HTTP/1.0\r\n\r\n", "404")]
    [InlineData("GET /OTA/x.app-bin%00.txt HTTP/1.0\r\n\r\n", "40")]
    [InlineData("GET /\u00ff\u00fe HTTP/1.0\r\n\r\n", "40")]
    [InlineData("GET OTA/x.app-bin HTTP/1.0\r\n\r\n", "400")]
    [InlineData("NONSENSE\r\n\r\n", "400")]
    [InlineData("GET /OTA/x.app-bin HTTP/9.9\r\n\r\n", "505")]
    [InlineData("POST /OTA/x.app-bin HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", "4")]
    public async Task Requests_that_a_browser_would_not_send_are_refused(string request, string status)
    {
        await using var served = await ServedFolder.StartAsync();
        using var board = await RawHttp.ConnectAsync(served.Host.Port);

        await board.SendAsync(request);

        (await board.ReadHeadAsync()).ShouldStartWith("HTTP/1.1 " + status);
        await ShouldServeStillAsync(served);
    }

    [Fact]
    public async Task A_header_of_100_KB_is_refused()
    {
        await using var served = await ServedFolder.StartAsync();
        using var board = await RawHttp.ConnectAsync(served.Host.Port);

        await SendUntilClosedAsync(board, "GET /OTA/x.app-bin HTTP/1.1\r\nHost: a\r\nX-Bomb: " + new string('a', 100 * 1024) + "\r\n\r\n", times: 1);

        await ShouldBeRefusedAsync(board);
        await ShouldServeStillAsync(served);
    }

    [Fact]
    public async Task A_header_without_end_is_refused()
    {
        await using var served = await ServedFolder.StartAsync();
        using var board = await RawHttp.ConnectAsync(served.Host.Port);
        await board.SendAsync("GET /OTA/x.app-bin HTTP/1.1\r\n");

        await SendUntilClosedAsync(board, string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: {i}\r\n")), times: 10_000);

        await ShouldBeRefusedAsync(board);
        await ShouldServeStillAsync(served);
    }

    /// <summary>Goes on until the server has had enough.</summary>
    private static async Task SendUntilClosedAsync(RawHttp board, string text, int times)
    {
        try
        {
            for (var i = 0; i < times; i++)
            {
                await board.SendAsync(text);
            }
        }
        catch (IOException)
        {
            // Closed: what is to be shown.
        }
    }

    /// <summary>An error, or just the end where the reset was faster than the answer.</summary>
    private static async Task ShouldBeRefusedAsync(RawHttp board)
    {
        var answer = System.Text.Encoding.Latin1.GetString(await board.ReadToEndAsync());
        (answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)).ShouldBeTrue(answer);
    }

    private static async Task ShouldServeStillAsync(ServedFolder served) =>
        (await served.Client.GetByteArrayAsync(ServedFolder.ImagePath).Soon()).ShouldBe(served.Image);
}
