using System.Text;
using OtaTools.Core.Device;
using OtaTools.Core.Device.RawRepl;
using OtaTools.Core.Tests.Device.RawRepl;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device;

public sealed class DeviceSessionTests : IAsyncDisposable
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    private readonly FakeBoard board = new();
    private readonly FakeTransport transport;
    private readonly DeviceSession session;
    private readonly StringBuilder console = new();

    public DeviceSessionTests()
    {
        (session, transport) = FakeTransport.Open(board);
        session.Subscribe(bytes =>
        {
            lock (console)
            {
                console.Append(Encoding.UTF8.GetString(bytes.Span));
            }
        });
    }

    public async ValueTask DisposeAsync() => await session.DisposeAsync();

    [Fact]
    public async Task The_console_shows_what_the_board_prints()
    {
        board.Print("hello\r\n");

        await ShownAsync("hello\r\n");
    }

    [Fact]
    public async Task What_is_printed_around_an_exchange_is_shown_in_order_and_once()
    {
        board.Print("before\r\n");
        board.Run = _ => ("of the exchange\r\n", "");

        var result = await ExecuteAsync("x").Soon();
        board.Print("after\r\n");
        await ShownAsync("after");

        result.Text.ShouldBe("of the exchange\n");
        Console.ShouldStartWith("before\r\n");
        Console.ShouldEndWith("after\r\n");
        Console.ShouldNotContain("of the exchange");
        Console.ShouldNotContain("raw REPL");
    }

    [Fact]
    public async Task What_comes_behind_the_answer_of_an_exchange_is_not_lost()
    {
        await session.UseRawReplAsync(
            async repl =>
            {
                var result = await repl.ExecuteAsync("x", Enough, CancellationToken.None);
                board.Print("a callback says hello\r\n");
                return result;
            },
            Enough,
            CancellationToken.None).Soon();

        await ShownAsync("a callback says hello\r\n");
    }

    [Fact]
    public async Task The_board_is_left_at_its_prompt()
    {
        await ExecuteAsync("x").Soon();

        board.State.ShouldBe(FakeBoard.Mode.Friendly);
        await ShownAsync(FakeBoard.Prompt);
    }

    [Fact]
    public async Task What_is_done_to_reach_the_board_is_told_step_by_step()
    {
        var notes = new List<string>();
        var (stubborn, line) = FakeTransport.Open(new FakeBoard { State = FakeBoard.Mode.OwnProgram, SwallowedInterrupts = int.MaxValue }, hasResetLine: true);
        await using var closing = stubborn;
        stubborn.Noted += notes.Add;

        await stubborn.UseRawReplAsync(repl => repl.ExecuteAsync("x", Enough, CancellationToken.None), TimeSpan.FromSeconds(4), CancellationToken.None).Soon();

        line.Resets.ShouldBe(1);
        notes.ShouldBe([Strings.EntryInterrupts(), Strings.EntryLeavesModes(), Strings.EntryInsists(), Strings.EntryResets()]);
    }

    [Fact]
    public async Task A_reset_that_is_cancelled_before_it_is_sent_leaves_the_board_at_its_prompt()
    {
        using var cancel = new CancellationTokenSource();
        var toHost = board.Output;
        board.Output = bytes =>
        {
            if (board.State == FakeBoard.Mode.Raw)
            {
                cancel.Cancel();
            }

            toHost(bytes);
        };

        await Should.ThrowAsync<OperationCanceledException>(() => session.ResetAsync(Enough, cancel.Token).Soon());

        board.State.ShouldBe(FakeBoard.Mode.Friendly);
        board.Executed.ShouldNotContain(code => code.Contains("reset"));
    }

    [Fact]
    public async Task A_reset_that_is_cancelled_on_its_way_does_not_interrupt_what_starts()
    {
        using var cancel = new CancellationTokenSource();
        board.Run = _ =>
        {
            cancel.Cancel();
            return null;
        };

        await session.ResetAsync(Enough, cancel.Token).Soon();

        board.State.ShouldBe(FakeBoard.Mode.Running);
    }

    [Fact]
    public async Task An_exchange_that_is_cancelled_before_its_turn_does_not_touch_the_board()
    {
        board.State = FakeBoard.Mode.OwnProgram;
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => session.ResetAsync(Enough, cancel.Token).Soon());

        board.State.ShouldBe(FakeBoard.Mode.OwnProgram);
    }

    [Fact]
    public async Task Exchanges_wait_for_each_other()
    {
        var first = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        var order = new List<string>();
        var one = session.UseRawReplAsync(
            async repl =>
            {
                entered.SetResult();
                await first.Task;
                order.Add("one");
                return await repl.ExecuteAsync("one", Enough, CancellationToken.None);
            },
            Enough,
            CancellationToken.None);
        await entered.Task.Soon();
        var two = session.UseRawReplAsync(
            repl =>
            {
                order.Add("two");
                return repl.ExecuteAsync("two", Enough, CancellationToken.None);
            },
            Enough,
            CancellationToken.None);
        two.IsCompleted.ShouldBeFalse();
        order.ShouldBeEmpty();

        first.SetResult();
        await Task.WhenAll(one, two).Soon();

        order.ShouldBe(["one", "two"]);
        board.Executed.Where(code => !code.StartsWith("print(", StringComparison.Ordinal)).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task An_interrupt_does_not_wait_for_the_exchange_that_it_shall_end()
    {
        var running = RunForEver();
        await RunningAsync();

        await session.InterruptAsync(CancellationToken.None).Soon();

        (await running.Soon()).Error.ShouldContain("KeyboardInterrupt");
    }

    [Fact]
    public async Task What_a_person_types_waits_for_the_exchange()
    {
        var running = RunForEver();
        await RunningAsync();
        var typing = session.SendAsync("1+1\r"u8.ToArray(), CancellationToken.None);
        typing.IsCompleted.ShouldBeFalse();

        await session.InterruptAsync(CancellationToken.None).Soon();
        await running.Soon();
        await typing.Soon();

        await ShownAsync("1+1");
    }

    [Fact]
    public async Task Cancelling_an_exchange_leaves_the_board_at_its_prompt_and_the_line_free()
    {
        using var cancel = new CancellationTokenSource();
        var running = RunForEver(cancel.Token);
        await RunningAsync();

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running.Soon());
        board.State.ShouldBe(FakeBoard.Mode.Friendly);
        board.Run = _ => ("again\r\n", "");
        (await ExecuteAsync("x").Soon()).Text.ShouldBe("again\n");
    }

    [Fact]
    public async Task Cancelling_a_queued_exchange_does_not_disturb_the_running_one()
    {
        var running = RunForEver();
        await RunningAsync();
        using var cancel = new CancellationTokenSource();
        var queued = ExecuteAsync("queued", cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => queued.Soon());
        running.IsCompleted.ShouldBeFalse();
        await session.InterruptAsync(CancellationToken.None).Soon();
        (await running.Soon()).Error.ShouldContain("KeyboardInterrupt");
    }

    [Fact]
    public async Task A_failure_inside_an_exchange_leaves_the_board_at_its_prompt()
    {
        await Should.ThrowAsync<FormatException>(() => session.UseRawReplAsync<int>(_ => throw new FormatException(), Enough, CancellationToken.None).Soon());

        board.State.ShouldBe(FakeBoard.Mode.Friendly);
    }

    [Fact]
    public async Task A_subscription_that_ended_hears_nothing_more()
    {
        var heard = 0;
        session.Subscribe(_ => heard++).Dispose();

        board.Print("hello\r\n");
        await ShownAsync("hello");

        heard.ShouldBe(0);
    }

    private string Console
    {
        get
        {
            lock (console)
            {
                return console.ToString();
            }
        }
    }

    private Task ShownAsync(string text) => Deadline.UntilAsync(() => Console.Contains(text, StringComparison.Ordinal), $"the console shows {text}");

    private Task<ReplResult> ExecuteAsync(string code, CancellationToken cancellationToken = default) =>
        session.UseRawReplAsync(repl => repl.ExecuteAsync(code, Enough, cancellationToken), Enough, cancellationToken);

    private Task<ReplResult> RunForEver(CancellationToken cancellationToken = default)
    {
        board.Run = code => code == "for ever" ? null : ("", "");
        return ExecuteAsync("for ever", cancellationToken);
    }

    private Task RunningAsync() => Deadline.UntilAsync(() => board.State == FakeBoard.Mode.Running, "the code runs");
}
