using Newtonsoft.Json.Linq;
using OtaTools.Server.Tests.Support;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests;

/// <summary>With a board that never answers: every request to it is a slow one.</summary>
[Collection(ProcessLanguage.Name)]
public sealed class ServerHostConcurrencyTests : IDisposable
{
    private readonly SocketBoard board = new();

    public void Dispose() => board.Dispose();

    [Fact]
    public async Task A_slow_request_holds_up_no_quick_one_and_can_be_cancelled()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        var (id, slow) = sidecar.Ask("otatools/device/info", Device());

        for (var i = 0; i < 20; i++)
        {
            await sidecar.ResultAsync("otatools/serving/state");
        }

        slow.IsCompleted.ShouldBeFalse();
        await sidecar.CancelAsync(id);

        ((int)(await slow.Soon())["error"]!["code"]!).ShouldBe(-32800);
    }

    [Fact]
    public async Task A_request_that_waits_behind_another_one_for_the_line_can_be_cancelled_alone()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        var (_, first) = sidecar.Ask("otatools/device/info", Device());
        var (id, second) = sidecar.Ask("otatools/device/info", Device());

        await sidecar.CancelAsync(id);

        ((int)(await second.Soon())["error"]!["code"]!).ShouldBe(-32800);
        first.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelling_what_is_over_or_never_was_changes_nothing()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        await sidecar.CancelAsync(1);
        await sidecar.CancelAsync(4711);
        await sidecar.NotifyAsync("$/cancelRequest", new JObject());

        await sidecar.ResultAsync("otatools/serving/state");
    }

    [Fact]
    public async Task A_cable_that_is_pulled_ends_the_request_with_its_code_and_is_told()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        var (_, slow) = sidecar.Ask("otatools/device/info", Device());
        await board.ReadAsync(1);

        await board.GoAsync();

        ((int)(await slow.Soon())["error"]!["code"]!).ShouldBe(1104);
        await Deadline.UntilAsync(() => sidecar.Notifications("otatools/console/lost").Count == 1, "the console is told");
    }

    [Fact]
    public async Task The_console_comes_in_order_and_whole()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        await sidecar.ResultAsync("otatools/console/open", Device());
        var lines = Enumerable.Range(0, 500).Select(i => $"line {i} 日本語🐍\r\n").ToArray();

        foreach (var line in lines)
        {
            await board.PrintAsync(line);
        }

        string Shown() => string.Concat(sidecar.Notifications("otatools/console/output").Select(n => (string?)n["params"]!["text"]));
        await Deadline.UntilAsync(() => Shown().EndsWith(lines[^1], StringComparison.Ordinal), "the last line is shown");
        Shown().ShouldBe(string.Concat(lines));
    }

    [Fact]
    public async Task What_a_person_types_reaches_the_board()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        await sidecar.ResultAsync("otatools/console/send", new JObject { ["device"] = board.Device, ["text"] = "print('ü')\r" });

        (await board.ReadAsync(12)).ShouldBe("print('ü')\r");
    }

    [Fact]
    public async Task Ending_while_a_request_runs_is_an_end()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        sidecar.Ask("otatools/device/info", Device());
        await board.ReadAsync(1);

        await sidecar.ResultAsync("shutdown");
        await sidecar.NotifyAsync("exit");

        (await sidecar.Run.Soon()).ShouldBe(0);
    }

    private JObject Device() => new() { ["device"] = board.Device, ["timeoutSeconds"] = 600 };
}
