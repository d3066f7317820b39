using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

public class TransferReportTests
{
    [Fact]
    public async Task A_download_is_reported_from_the_first_to_the_last_percent()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 600_000);

        using var response = await served.GetAsync(h => h.Add("x-ESP32-version", "v1.25.0"));
        await served.EndedAsync();

        var reports = served.Reports.ToArray();
        reports.Select(t => t.Id).Distinct().Count().ShouldBe(1);
        reports[0].ShouldSatisfyAllConditions(
            t => t.State.ShouldBe(TransferState.Running),
            t => t.BytesSent.ShouldBe(0),
            t => t.BytesTotal.ShouldBe(served.Image.Length),
            t => (t.Method, t.Path, t.Status).ShouldBe(("GET", ServedFolder.ImagePath, 200)),
            t => t.BoardVersion.ShouldBe("v1.25.0"));
        reports.Select(t => t.BytesSent).ShouldBeInOrder();
        reports.Length.ShouldBeInRange(2, 102, "the beginning, the end, and no more than a report for each percent");
        (reports[^1].State, reports[^1].BytesSent).ShouldBe((TransferState.Done, served.Image.Length));
        reports[..^1].ShouldAllBe(t => t.State == TransferState.Running);
    }

    [Theory]
    [InlineData("24:0a:c4:00:00:01", "24:0a:c4:00:00:01")]
    [InlineData("", "127.0.0.1")]
    public async Task A_board_is_known_by_its_MAC_else_by_its_address(string mac, string board)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.GetAsync(h => h.TryAddWithoutValidation("x-ESP32-STA-MAC", mac));

        (await served.EndedAsync()).ShouldSatisfyAllConditions(t => t.Board.ShouldBe(board), t => t.RemoteAddress.ShouldBe("127.0.0.1"));
    }

    [Fact]
    public async Task A_MAC_header_that_is_no_MAC_but_a_flood_is_not_taken()
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.GetAsync(h => h.TryAddWithoutValidation("x-ESP32-STA-MAC", new string('m', 500)));

        (await served.EndedAsync()).Board.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_range_counts_its_own_bytes()
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.GetAsync(h => h.Range = new(100, 199));

        (await served.EndedAsync()).ShouldSatisfyAllConditions(
            t => t.Status.ShouldBe(206), t => (t.BytesSent, t.BytesTotal).ShouldBe((100, 100)), t => t.State.ShouldBe(TransferState.Done));
    }

    [Fact]
    public async Task Answers_without_a_body_are_done_at_once()
    {
        await using var served = await ServedFolder.StartAsync();
        using var head = await served.SendAsync(HttpMethod.Head);
        using var unchanged = await served.GetAsync(h => h.IfNoneMatch.Add(head.Headers.ETag!));

        await Deadline.UntilAsync(() => served.Reports.Count(t => t.State == TransferState.Done) == 2, "both are done");

        served.Reports.ShouldAllBe(t => t.BytesSent == 0 && t.BytesTotal == 0);
    }

    [Fact]
    public async Task A_download_that_breaks_off_is_reported_with_what_was_sent()
    {
        await using var served = await ServedFolder.StartAsync(imageLength: 8_000_000);
        using (var board = await RawHttp.ConnectAsync(served.Host.Port))
        {
            await board.SendAsync($"GET {ServedFolder.ImagePath} HTTP/1.0\r\n\r\n");
            await board.ReadHeadAsync();
            board.Abort();
        }

        var end = await served.EndedAsync();

        (end.Status, end.State, end.BytesTotal).ShouldBe((200, TransferState.BrokenOff, served.Image.Length));
        end.BytesSent.ShouldBeLessThan(served.Image.Length);
    }

    [Fact]
    public async Task A_range_that_is_not_in_the_file_is_done_without_a_byte()
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.GetAsync(h => h.Range = new(1_000_000, 2_000_000));

        (await served.EndedAsync()).ShouldSatisfyAllConditions(t => t.Status.ShouldBe(416), t => t.State.ShouldBe(TransferState.Done), t => t.BytesSent.ShouldBe(0));
    }

    [Fact]
    public async Task Every_answer_says_whose_it_is()
    {
        await using var served = await ServedFolder.StartAsync();

        foreach (var (method, path) in new[] { (HttpMethod.Get, ServedFolder.ImagePath), (HttpMethod.Head, ServedFolder.ImagePath), (HttpMethod.Get, "/none"), (HttpMethod.Post, "/") })
        {
            using var response = await served.SendAsync(method, path);
            response.Headers.Server.ToString().ShouldBe("OtaTools/" + ProductVersion.Text);
        }
    }

    [Fact]
    public async Task A_refused_request_is_reported_with_the_reason()
    {
        await using var served = await ServedFolder.StartAsync();
        served.Write("full.bin", [0xE9, .. new byte[100]]);

        using var missing = await served.SendAsync(HttpMethod.Get, "/missing.bin");
        using var wrong = await served.SendAsync(HttpMethod.Get, "/full.bin");
        await Deadline.UntilAsync(() => served.Reports.Count(t => t.State == TransferState.Done) == 2, "both are done");

        var reasons = served.Reports.Where(t => t.State == TransferState.Done).Select(t => t.Why.ShouldNotBeNull()).ToArray();
        reasons[0].ShouldNotBe(reasons[1]);
        served.Reports.ShouldAllBe(t => t.Status == 404);
    }
}
