using FsCheck;
using FsCheck.Fluent;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.RawRepl;

public class RawReplSessionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(RawPasteSupport.Yes)]
    [InlineData(RawPasteSupport.Refused)]
    [InlineData(RawPasteSupport.Unknown)]
    public async Task Code_runs_on_firmware_of_every_age(RawPasteSupport support)
    {
        var bench = ReplBench.Entered(new FakeBoard { RawPaste = support, Run = code => ($"ran {code}\r\n", "") });

        var first = await bench.Repl.ExecuteAsync("one = 'ü'", Patience, CancellationToken.None).Soon();
        var second = await bench.Repl.ExecuteAsync("two", Patience, CancellationToken.None).Soon();

        (first.Text, first.Error).ShouldBe(("ran one = 'ü'\n", ""));
        second.Text.ShouldBe("ran two\n");
        bench.Board.RawPasteRequests.ShouldBe(support == RawPasteSupport.Yes ? 2 : 1, "what the board does not have is asked for once");
    }

    [Theory]
    [InlineData(RawPasteSupport.Yes)]
    [InlineData(RawPasteSupport.Refused)]
    public async Task A_traceback_is_told_apart_from_output(RawPasteSupport support)
    {
        var bench = ReplBench.Entered(new FakeBoard { RawPaste = support, Run = _ => ("half\r\n", "Traceback (most recent call last):\r\nOSError: 28\r\n") });

        var result = await bench.Repl.ExecuteAsync("x", Patience, CancellationToken.None).Soon();

        (result.Text, result.Error).ShouldBe(("half\n", "Traceback (most recent call last):\nOSError: 28"));
        Should.Throw<OtaToolsException>(result.ThrowIfFailed).Code.ShouldBe(ErrorCode.DeviceFileSystem);
    }

    [Fact]
    public void The_window_is_kept_to_the_byte_and_every_byte_arrives()
    {
        var cases =
            from length in Gen.Choose(0, 2000)
            from window in Gen.Choose(1, 300)
            from windows in Gen.Choose(1, 2)
            from piece in Gen.Choose(1, 5)
            select (length, window, windows, piece);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var bench = ReplBench.Entered(new FakeBoard { Window = c.window, FirstWindows = c.windows }, c.piece);
            var code = string.Concat(Enumerable.Range(0, c.length).Select(i => (char)('a' + (i % 26))));

            bench.Repl.ExecuteAsync(code, Patience, CancellationToken.None).Soon().GetAwaiter().GetResult();

            bench.Board.Overran.ShouldBeFalse();
            bench.Board.Executed.ShouldBe([code]);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(1999)]
    public async Task A_board_that_gives_up_in_mid_transfer_is_heard_and_goes_on_working(int after)
    {
        var bench = ReplBench.Entered(new FakeBoard { GivesUpAfter = after });

        var result = await bench.Repl.ExecuteAsync(new string('x', 2000), Patience, CancellationToken.None).Soon();
        bench.Board.GivesUpAfter = null;
        await bench.Repl.ExecuteAsync("next", Patience, CancellationToken.None).Soon();

        result.Error.ShouldBe("MemoryError: memory allocation failed");
        bench.Board.Executed.ShouldBe(["next"]);
    }

    [Fact]
    public async Task Code_that_does_not_end_is_given_up_after_its_time()
    {
        var bench = ReplBench.Entered(new FakeBoard { Run = _ => null });

        var failure = await Should.ThrowAsync<OtaToolsException>(
            () => bench.Repl.ExecuteAsync("while True: pass", TimeSpan.FromMilliseconds(50), CancellationToken.None).Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceNoAnswer);
    }

    [Fact]
    public async Task A_board_that_answers_something_else_is_told_with_what_it_said()
    {
        var bench = ReplBench.Entered(new FakeBoard { RawPaste = RawPasteSupport.Refused });
        await bench.Repl.ExecuteAsync("", Patience, CancellationToken.None).Soon();
        bench.Board.IsDeaf = true;
        bench.Board.Print("Brownout detector was triggered");

        var failure = await Should.ThrowAsync<OtaToolsException>(() => bench.Repl.ExecuteAsync("x", Patience, CancellationToken.None).Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceProtocol);
        failure.Message.ShouldContain("Brownout");
    }

    [Fact]
    public async Task Cancelling_running_code_is_not_a_failure_of_the_board()
    {
        var bench = ReplBench.Entered(new FakeBoard { Run = _ => null });
        using var cancel = new CancellationTokenSource();
        var running = bench.Repl.ExecuteAsync("while True: pass", Patience, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running.Soon());
    }

    [Fact]
    public async Task Leaving_shows_the_prompt_and_none_of_the_protocol()
    {
        var bench = ReplBench.Entered(new FakeBoard { Run = _ => null });
        await bench.Repl.StartAsync("while True: pass", CancellationToken.None).Soon();

        await bench.Repl.ExitAsync(CancellationToken.None).Soon();

        bench.Board.State.ShouldBe(FakeBoard.Mode.Friendly);
        bench.Console.ShouldBe(FakeBoard.Prompt);
    }

    [Fact]
    public async Task Leaving_is_tried_again_where_the_code_has_swallowed_the_Ctrl_B()
    {
        var bench = new ReplBench(new FakeBoard { Run = _ => null, SwallowedBehindInterrupt = 1 });
        await bench.Repl.EnterAsync(Patience, CancellationToken.None).Soon();
        await bench.Repl.StartAsync("while True: sys.stdin.read(1)", CancellationToken.None).Soon();

        await bench.Repl.ExitAsync(CancellationToken.None).Soon();

        bench.Board.State.ShouldBe(FakeBoard.Mode.Friendly);
        bench.Console.ShouldEndWith(FakeBoard.Prompt);
        bench.Console.ShouldNotContain("KeyboardInterrupt");
    }

    [Fact]
    public async Task Leaving_a_board_that_was_never_entered_and_is_silent_is_tried_once()
    {
        var bench = new ReplBench(new FakeBoard { IsDeaf = true });

        await bench.Repl.ExitAsync(CancellationToken.None).Soon();

        bench.Console.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_board_that_neither_stops_nor_leaves_is_given_up(bool leave)
    {
        var bench = new ReplBench(new FakeBoard());
        await bench.Repl.EnterAsync(Patience, CancellationToken.None).Soon();
        bench.Board.IsDeaf = true;

        var failure = await Should.ThrowAsync<OtaToolsException>(
            () => (leave ? bench.Repl.ExitAsync(CancellationToken.None) : bench.Repl.StopAsync(CancellationToken.None)).Soon());

        failure.Message.ShouldBe(Strings.BoardStoppedAnswering());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopping_comes_back_to_the_raw_prompt_and_shows_nothing(bool runs)
    {
        var bench = ReplBench.Entered(new FakeBoard { Run = code => code == "1" ? ("1", "") : null });
        if (runs)
        {
            await bench.Repl.StartAsync("while True: pass", CancellationToken.None).Soon();
        }

        await bench.Repl.StopAsync(CancellationToken.None).Soon();

        (await bench.Repl.ExecuteAsync("1", Patience, CancellationToken.None).Soon()).Text.ShouldBe("1");
        bench.Console.ShouldBeEmpty();
    }
}
