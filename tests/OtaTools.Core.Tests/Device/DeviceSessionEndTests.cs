using OtaTools.Core.Device;
using OtaTools.Core.Tests.Device.RawRepl;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device;

/// <summary>Cables that are pulled, ports that are closed, boards that are reset.</summary>
public class DeviceSessionEndTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_cable_pulled_in_an_exchange_ends_it_and_all_that_wait()
    {
        var board = new FakeBoard { Run = code => code == "for ever" ? null : ("", "") };
        var (session, transport) = FakeTransport.Open(board);
        await using var closing = session;
        var running = ExecuteAsync(session, "for ever");
        await Deadline.UntilAsync(() => board.State == FakeBoard.Mode.Running, "the code runs");
        var queued = ExecuteAsync(session, "queued");

        transport.Unplug();

        (await Should.ThrowAsync<OtaToolsException>(() => running.Soon())).Code.ShouldBe(ErrorCode.DeviceDisconnected);
        (await Should.ThrowAsync<OtaToolsException>(() => queued.Soon())).Code.ShouldBe(ErrorCode.DeviceDisconnected);
        await session.Gone.Soon();
        board.Executed.ShouldNotContain("queued");
    }

    [Fact]
    public async Task A_session_whose_link_is_gone_says_so_at_once()
    {
        var (session, transport) = FakeTransport.Open(new FakeBoard());
        await using var closing = session;
        transport.Unplug();
        await session.Gone.Soon();

        var failure = await Should.ThrowAsync<OtaToolsException>(() => ExecuteAsync(session, "x").Soon());

        failure.Code.ShouldBe(ErrorCode.DeviceDisconnected);
        failure.Message.ShouldContain("fake");
    }

    [Fact]
    public async Task A_write_that_fails_is_a_lost_link()
    {
        var (session, transport) = FakeTransport.Open(new FakeBoard());
        await using var closing = session;
        transport.WritesFail = true;

        (await Should.ThrowAsync<OtaToolsException>(() => ExecuteAsync(session, "x").Soon())).Code.ShouldBe(ErrorCode.DeviceDisconnected);
        (await Should.ThrowAsync<OtaToolsException>(() => session.SendAsync(new byte[1], default).Soon())).Code.ShouldBe(ErrorCode.DeviceDisconnected);
        (await Should.ThrowAsync<OtaToolsException>(() => session.InterruptAsync(default).Soon())).Code.ShouldBe(ErrorCode.DeviceDisconnected);
    }

    [Fact]
    public async Task Closing_lets_go_of_the_port()
    {
        var (session, transport) = FakeTransport.Open(new FakeBoard());

        await session.DisposeAsync().Soon();

        transport.IsDisposed.ShouldBeTrue();
        session.Gone.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Closing_in_an_exchange_ends_it()
    {
        var board = new FakeBoard { Run = code => code == "for ever" ? null : ("", "") };
        var (session, _) = FakeTransport.Open(board);
        var running = ExecuteAsync(session, "for ever");
        await Deadline.UntilAsync(() => board.State == FakeBoard.Mode.Running, "the code runs");

        await session.DisposeAsync().Soon();

        (await Should.ThrowAsync<OtaToolsException>(() => running.Soon())).Code.ShouldBe(ErrorCode.DeviceDisconnected);
    }

    [Fact]
    public async Task A_reset_line_is_used_where_there_is_one()
    {
        var board = new FakeBoard();
        var (session, transport) = FakeTransport.Open(board, hasResetLine: true);
        await using var closing = session;

        await session.ResetAsync(Enough, CancellationToken.None).Soon();

        transport.Resets.ShouldBe(1);
        board.Executed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_reset_line_the_board_resets_itself()
    {
        var board = new FakeBoard { Run = _ => null };
        var (session, _) = FakeTransport.Open(board);
        await using var closing = session;

        await session.ResetAsync(Enough, CancellationToken.None).Soon();

        board.Executed[^1].ShouldBe("import machine\nmachine.reset()");
        board.State.ShouldBe(FakeBoard.Mode.Running, "nothing interrupts a board that is resetting");
    }

    private static Task<string> ExecuteAsync(DeviceSession session, string code) =>
        session.UseRawReplAsync(async repl => (await repl.ExecuteAsync(code, Enough, CancellationToken.None)).Text, Enough, CancellationToken.None);
}
