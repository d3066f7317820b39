using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

/// <summary>A stop while boards download, and downloads that never go on.</summary>
public class StoppingTests
{
    private const string Mac = "24:0a:c4:00:00:01";
    private const string Request = $"GET /OTA/x.app-bin HTTP/1.0\r\nx-ESP32-STA-MAC: {Mac}\r\n\r\n";

    [Fact]
    public async Task A_stop_waits_for_the_board_that_downloads()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 8_000_000);
        using var board = await DownloadingAsync(served);

        var draining = served.Host.DrainAsync(Deadline.Patience, CancellationToken.None);
        draining.IsCompleted.ShouldBeFalse();
        (await board.ReadToEndAsync()).ShouldBe(served.Image);

        var downloads = await draining.Soon();
        downloads.Finished.ShouldBe([Mac]);
        downloads.Cut.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wait_that_is_over_names_who_would_be_cut()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 8_000_000);
        using var board = await DownloadingAsync(served);

        var downloads = await served.Host.DrainAsync(TimeSpan.Zero, CancellationToken.None).Soon();

        downloads.Finished.ShouldBeEmpty();
        downloads.Cut.ShouldBe([Mac]);
    }

    [Fact]
    public async Task Whoever_asks_meanwhile_is_told_to_come_back_and_is_served_again_when_the_stop_is_called_off()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 8_000_000);
        using var board = await DownloadingAsync(served);
        using var enough = new CancellationTokenSource();
        var draining = served.Host.DrainAsync(Deadline.Patience, enough.Token);

        using (var late = await served.GetAsync())
        {
            ((int)late.StatusCode, late.Headers.RetryAfter.ShouldNotBeNull().Delta, late.Headers.ConnectionClose).ShouldBe((503, TimeSpan.FromSeconds(10), true));
        }

        await enough.CancelAsync();
        await draining.Soon();
        served.Host.Resume();

        using var again = await served.SendAsync(HttpMethod.Head);
        ((int)again.StatusCode).ShouldBe(200);
        (await board.ReadToEndAsync()).ShouldBe(served.Image);
    }

    [Fact]
    public async Task A_start_calls_a_waiting_stop_off()
    {
        using var folder = new TemporaryFolder();
        folder.Write("OTA/x.app-bin", new AppImage { Segments = [8_000_000, 16] }.Build());
        await using var control = new ServingControl(_ => new UnrecordedFleet(new BoardRegister(TimeProvider.System)));
        var host = await control.StartAsync(folder.Root, 0, true, true, CancellationToken.None).Soon();
        using var board = await RawHttp.ConnectAsync(host.Port);
        await board.SendAsync(Request);
        await board.ReadHeadAsync();
        var stopping = control.StopAsync(Deadline.Patience, CancellationToken.None);

        (await control.StartAsync(folder.Root, host.Port, true, true, CancellationToken.None).Soon()).ShouldBeSameAs(host);

        await Should.ThrowAsync<OperationCanceledException>(() => stopping.Soon());
        control.Current.ShouldBeSameAs(host);
    }

    [Fact]
    public async Task A_stop_without_a_wait_says_whom_it_cut()
    {
        using var folder = new TemporaryFolder();
        folder.Write("OTA/x.app-bin", new AppImage { Segments = [8_000_000, 16] }.Build());
        await using var control = new ServingControl(_ => new UnrecordedFleet(new BoardRegister(TimeProvider.System)));
        var host = await control.StartAsync(folder.Root, 0, true, true, CancellationToken.None).Soon();
        using var board = await RawHttp.ConnectAsync(host.Port);
        await board.SendAsync(Request);
        var length = RawHttp.LengthIn(await board.ReadHeadAsync());

        (await control.StopAsync(TimeSpan.Zero, CancellationToken.None).Soon()).Cut.ShouldBe([Mac]);

        (await board.ReadToEndAsync()).Length.ShouldBeLessThan(length);
        control.Current.ShouldBeNull();
    }

    [Fact]
    public void Only_a_download_of_which_nothing_is_taken_is_cut()
    {
        var clock = new ManualClock();
        var log = new TransferLog(clock);
        var cut = new List<string>();
        RunningTransfer Begin(string board) => log.Begin(
            new(0, default, board, "", "GET", "/x", 200, 0, 1000, TransferState.Running, null, null), () => cut.Add(board));
        Begin("stalled");
        var slow = Begin("slow");

        clock.Pass(TimeSpan.FromMinutes(9));
        slow.Sent(1);
        log.CutStalled(TimeSpan.FromMinutes(10));
        cut.ShouldBeEmpty();

        clock.Pass(TimeSpan.FromMinutes(2));
        log.CutStalled(TimeSpan.FromMinutes(10));
        cut.ShouldBe(["stalled"]);
    }

    [Fact]
    public void A_thousand_downloads_are_told_of_no_more_often_than_a_viewer_can_follow()
    {
        var clock = new ManualClock();
        var log = new TransferLog(clock);
        var downloads = Enumerable.Range(0, 1000).Select(n => log.Begin(
            new(0, default, $"{n}", "", "GET", "/x", 200, 0, 1000, TransferState.Running, null, null), () => { })).ToList();
        var reports = 0;
        log.Changed += _ => reports++;

        for (var part = 1; part <= 1000; part++)
        {
            clock.Pass(TimeSpan.FromMilliseconds(30));
            downloads.ForEach(one => one.Sent(part));
        }

        reports.ShouldBeInRange(1000, 3000, "at most a hundred each second, for 30 s, and each of them at times");
        log.Running.ShouldAllBe(one => one.BytesSent == 1000);
    }

    private static async Task<RawHttp> DownloadingAsync(ServedFolder served)
    {
        var board = await RawHttp.ConnectAsync(served.Host.Port);
        await board.SendAsync(Request);
        await board.ReadHeadAsync();
        return board;
    }
}
