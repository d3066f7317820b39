using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.RawRepl;

public class EnteringTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task An_idle_board_is_entered_and_answers_a_fresh_question()
    {
        var bench = new ReplBench(new FakeBoard());

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        bench.Board.State.ShouldBe(FakeBoard.Mode.Raw);
        bench.Board.Executed.ShouldHaveSingleItem().ShouldStartWith("print(");
        bench.Console.ShouldNotContain("raw REPL");
    }

    [Fact]
    public async Task Half_a_line_at_the_prompt_is_in_nobodys_way()
    {
        var bench = new ReplBench(new FakeBoard());
        bench.Board.Receive("import ma"u8);

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        bench.Board.State.ShouldBe(FakeBoard.Mode.Raw);
    }

    [Fact]
    public async Task A_board_that_is_in_the_raw_REPL_already()
    {
        var bench = ReplBench.Entered(new FakeBoard());
        bench.Board.Receive("half a li"u8);

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        bench.Board.Executed.ShouldHaveSingleItem().ShouldStartWith("print(");
    }

    [Fact]
    public async Task A_program_is_interrupted_and_what_it_said_is_shown()
    {
        var bench = new ReplBench(new FakeBoard { State = FakeBoard.Mode.OwnProgram });
        bench.Board.Print("[BOOT] starting OTA in 3\r\n");

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        bench.Console.ShouldStartWith("[BOOT] starting OTA in 3\r\nTraceback");
    }

    [Fact]
    public async Task A_program_that_swallows_an_interrupt_is_interrupted_again()
    {
        var bench = new ReplBench(new FakeBoard { State = FakeBoard.Mode.OwnProgram, SwallowedInterrupts = 2 });

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        bench.Board.State.ShouldBe(FakeBoard.Mode.Raw);
    }

    [Fact]
    public async Task A_stale_banner_is_not_believed()
    {
        var bench = new ReplBench(new FakeBoard { StaleBanners = 1 });

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        bench.Board.State.ShouldBe(FakeBoard.Mode.Raw);
        bench.Board.Executed.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_board_that_says_nothing_is_told_as_silent()
    {
        var bench = new ReplBench(new FakeBoard { IsDeaf = true });

        var failure = await Should.ThrowAsync<OtaToolsException>(() => bench.Repl.EnterAsync(Short, CancellationToken.None).Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceNoAnswer);
        failure.Evidence.ShouldBeNull();
    }

    [Fact]
    public async Task Who_does_not_get_in_is_told_with_what_was_said()
    {
        var bench = new ReplBench(new FakeBoard { IsDeaf = true });
        bench.Board.Print("tick 1\r\ntick 2\r\n");

        var failure = await Should.ThrowAsync<OtaToolsException>(() => bench.Repl.EnterAsync(Short, CancellationToken.None).Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceNotInterruptible);
        failure.Evidence.ShouldNotBeNull().ShouldContain("tick 2");
        failure.Message.ShouldContain("tick 2");
    }

    [Fact]
    public async Task Cancelling_ends_the_attempts()
    {
        var bench = new ReplBench(new FakeBoard { IsDeaf = true });
        using var cancel = new CancellationTokenSource();
        var entering = bench.Repl.EnterAsync(Enough, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => entering.Soon());
    }
}
