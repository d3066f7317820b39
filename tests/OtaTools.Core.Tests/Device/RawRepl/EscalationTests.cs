using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.RawRepl;

/// <summary>What is tried where asking for the raw REPL does not do.</summary>
public class EscalationTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    /// <summary>Asking has half of it.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private const int Always = int.MaxValue;

    [Fact]
    public async Task Nothing_stronger_than_Ctrl_C_is_said_or_done_to_an_idle_board()
    {
        var bench = new ReplBench(new FakeBoard(), hasResetLine: true);

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        bench.Notes.ShouldBe([Strings.EntryInterrupts()]);
        (bench.Resets, bench.Board.SoftResets).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("\u0005while True:\r")]
    [InlineData("\u0001print(")]
    [InlineData("\u0001\u0005A\u0001print('begun")]
    [InlineData("half a line")]
    public async Task Every_mode_of_typing_is_left_at_once(string typed)
    {
        var bench = new ReplBench(new FakeBoard(), hasResetLine: true);
        bench.Board.Receive(System.Text.Encoding.ASCII.GetBytes(typed));

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        bench.Board.State.ShouldBe(FakeBoard.Mode.Raw);
        bench.Notes.ShouldBe([Strings.EntryInterrupts()]);
    }

    [Fact]
    public async Task A_program_that_keeps_Ctrl_C_is_reset_last_and_caught_at_its_start()
    {
        var bench = new ReplBench(new FakeBoard { State = FakeBoard.Mode.OwnProgram, SwallowedInterrupts = Always, DeafAtStart = 3 }, hasResetLine: true);

        await bench.Repl.EnterAsync(TimeSpan.FromSeconds(4), CancellationToken.None).Soon();

        bench.Board.State.ShouldBe(FakeBoard.Mode.Raw);
        bench.Notes.ShouldBe([Strings.EntryInterrupts(), Strings.EntryLeavesModes(), Strings.EntryInsists(), Strings.EntryResets()]);
        bench.Resets.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_reset_line_such_a_program_is_the_cause_that_is_named()
    {
        var bench = new ReplBench(new FakeBoard { State = FakeBoard.Mode.OwnProgram, SwallowedInterrupts = Always, OnSwallowed = "no way out\r\n" });

        var failure = await RefusedAsync(bench);

        failure.Code.ShouldBe(ErrorCode.DeviceNotInterruptible);
        failure.Message.ShouldContain("no way out");
        bench.Notes.ShouldContain(Strings.EntryNoResetLine());
    }

    [Fact]
    public async Task A_board_with_an_image_on_trial_is_not_reset()
    {
        var board = new FakeBoard { State = FakeBoard.Mode.OwnProgram, SwallowedInterrupts = Always };
        var bench = new ReplBench(board, hasResetLine: true);
        board.Print("[OTA] not proved yet: no Wi-Fi\r\n>>> mine\r\n");

        var failure = await RefusedAsync(bench);

        (failure.Code, bench.Resets, board.SoftResets).ShouldBe((ErrorCode.DeviceNotInterruptible, 0, 0));
        failure.Message.ShouldBe(Strings.BoardKeepsCtrlCOnTrial());
        bench.Notes.ShouldContain(Strings.EntrySparesTrial());
    }

    [Fact]
    public async Task A_trial_that_the_console_told_of_long_before_counts_too()
    {
        var board = new FakeBoard { State = FakeBoard.Mode.OwnProgram, SwallowedInterrupts = Always };
        var (session, line) = FakeTransport.Open(board, hasResetLine: true);
        await using var closing = session;
        var told = new TaskCompletionSource();
        session.Subscribe(_ => told.TrySetResult());
        board.Print("[OTA] on trial still: main.py starts\r\n");
        await told.Task.Soon();

        var failure = await Should.ThrowAsync<OtaToolsException>(
            () => session.UseRawReplAsync(repl => repl.ExecuteAsync("x", Enough, CancellationToken.None), Short, CancellationToken.None).Soon());

        (failure.Message, line.Resets).ShouldBe((Strings.BoardKeepsCtrlCOnTrial(), 0));
    }

    [Fact]
    public async Task What_is_no_MicroPython_is_not_reset()
    {
        var bench = new ReplBench(new FakeBoard { IsDeaf = true }, hasResetLine: true);
        bench.Board.Print("I (29) boot: ESP-IDF v5.4 2nd stage bootloader\r\n");

        var failure = await RefusedAsync(bench);

        (failure.Code, bench.Resets).ShouldBe((ErrorCode.DeviceNotMicroPython, 0));
    }

    [Fact]
    public async Task A_prompt_without_a_raw_REPL_is_reset_softly_first()
    {
        var bench = new ReplBench(new FakeBoard { HasNoRawRepl = true, DeafAtStart = 2 }, hasResetLine: true);

        await bench.Repl.EnterAsync(TimeSpan.FromSeconds(4), CancellationToken.None).Soon();

        (bench.Board.State, bench.Board.SoftResets, bench.Resets).ShouldBe((FakeBoard.Mode.Raw, 1, 0));
        bench.Notes[^1].ShouldBe(Strings.EntrySoftReset());
    }

    [Fact]
    public async Task A_ROM_that_waits_for_a_download_is_reset_at_once()
    {
        var bench = new ReplBench(new FakeBoard { State = FakeBoard.Mode.Rom }, hasResetLine: true);
        bench.Board.Print(FakeBoard.RomDownload);

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        (bench.Board.State, bench.Resets).ShouldBe((FakeBoard.Mode.Raw, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ROM_that_goes_on_waiting_for_a_download_is_told_long_before_the_deadline(bool hasResetLine)
    {
        var bench = new ReplBench(new FakeBoard { State = FakeBoard.Mode.Rom, IsStrapped = true }, hasResetLine: hasResetLine);
        bench.Board.Print(FakeBoard.RomDownload);

        var failure = await Should.ThrowAsync<OtaToolsException>(() => bench.Repl.EnterAsync(TimeSpan.FromHours(1), CancellationToken.None).Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceInDownloadMode);
        bench.Resets.ShouldBe(hasResetLine ? 1 : 0);
    }

    [Fact]
    public async Task A_start_that_is_seen_is_caught_without_a_reset()
    {
        var board = new FakeBoard { State = FakeBoard.Mode.OwnProgram, SwallowedInterrupts = Always, DeafAtStart = 4 };
        var bench = new ReplBench(board, hasResetLine: true);
        board.Reset();

        await bench.Repl.EnterAsync(Enough, CancellationToken.None).Soon();

        (board.State, bench.Resets).ShouldBe((FakeBoard.Mode.Raw, 0));
        bench.Notes.ShouldContain(Strings.EntryCatchesStart());
    }

    [Fact]
    public async Task More_output_than_any_buffer_holds_is_neither_in_the_way_nor_lost()
    {
        var board = new FakeBoard { State = FakeBoard.Mode.OwnProgram };
        var (session, _) = FakeTransport.Open(board);
        await using var closing = session;
        var shown = 0L;
        session.Subscribe(bytes => Interlocked.Add(ref shown, bytes.Span.Count((byte)'~')));
        var noise = new string('~', 1 << 20);
        for (var i = 0; i < 8; i++)
        {
            board.Print(noise);
        }

        var result = await session.UseRawReplAsync(repl => repl.ExecuteAsync("x", Enough, CancellationToken.None), Enough, CancellationToken.None).Soon();

        result.Error.ShouldBeEmpty();
        shown.ShouldBe(8 * noise.Length);
    }

    [Fact]
    public async Task A_link_on_which_writing_never_ends_has_a_deadline_too()
    {
        var bench = new ReplBench(new FakeBoard()) { WritesHang = true };

        (await RefusedAsync(bench)).Code.ShouldBe(ErrorCode.DeviceNoAnswer);
    }

    private static Task<OtaToolsException> RefusedAsync(ReplBench bench) =>
        Should.ThrowAsync<OtaToolsException>(() => bench.Repl.EnterAsync(Short, CancellationToken.None).Soon());
}
