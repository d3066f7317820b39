using OtaTools.Core.Device;
using OtaTools.Core.Tests.Device.RawRepl;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device;

public sealed class ReconnectingTests : IAsyncDisposable
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    private readonly FakeDevice device = new();

    public ValueTask DisposeAsync() => device.DisposeAsync();

    [Fact]
    public async Task A_lost_link_is_said_and_goes_on_when_it_is_back()
    {
        device.Unplug();
        await HappenedAsync<SessionEvent.Lost>();
        device.Session.IsConnected.ShouldBeFalse();

        device.PlugIn();

        await HappenedAsync<SessionEvent.Back>();
        (await ExecuteAsync("x").Soon()).ShouldBe("");
        device.Session.Gone.IsCompleted.ShouldBeFalse();
        device.Events.Count(e => e is SessionEvent.Lost).ShouldBe(1);
    }

    [Fact]
    public async Task An_exchange_that_runs_when_the_link_goes_fails_and_does_not_touch_the_board_that_comes_back()
    {
        device.Board.Run = _ => null;
        var running = ExecuteAsync("for ever");
        await Deadline.UntilAsync(() => device.Board.State == FakeBoard.Mode.Running, "the code runs");
        device.PlugIn();
        var before = device.Transport;

        before.Unplug();

        (await Should.ThrowAsync<OtaToolsException>(() => running.Soon())).Code.ShouldBe(ErrorCode.DeviceDisconnected);
        await HappenedAsync<SessionEvent.Back>();
        device.Board.State.ShouldBe(FakeBoard.Mode.Running, "no Ctrl-C for a board that starts");
        before.IsDisposed.ShouldBeTrue("what holds the old port must let go of it before it can be had again");
    }

    [Fact]
    public async Task An_exchange_that_begins_meanwhile_waits_for_the_link()
    {
        device.Unplug();
        await HappenedAsync<SessionEvent.Lost>();
        device.Board.Run = _ => ("here\r\n", "");

        var waiting = ExecuteAsync("x");
        waiting.IsCompleted.ShouldBeFalse();
        device.PlugIn();

        (await waiting.Soon()).ShouldBe("here\n");
    }

    [Fact]
    public async Task One_that_waits_in_vain_is_told_what_is_in_the_way()
    {
        device.Unplug();
        await HappenedAsync<SessionEvent.Lost>();

        var gone = await Should.ThrowAsync<OtaToolsException>(() => ExecuteAsync("x", TimeSpan.FromMilliseconds(50)).Soon());
        device.InTheWay = ErrorCode.DeviceBusy;
        await Deadline.UntilAsync(() => device.Events.Count(e => e is SessionEvent.Lost) == 2, "it is said that the port is busy");
        var busy = await Should.ThrowAsync<OtaToolsException>(() => ExecuteAsync("x", TimeSpan.FromMilliseconds(50)).Soon());

        (gone.Code, gone.Message.Contains("did not come back", StringComparison.Ordinal)).ShouldBe((ErrorCode.DeviceDisconnected, true));
        busy.Code.ShouldBe(ErrorCode.DeviceBusy);
    }

    [Fact]
    public async Task A_port_that_somebody_else_has_is_said_once_and_looked_for_on()
    {
        device.InTheWay = ErrorCode.DeviceBusy;
        device.Unplug();
        await Deadline.UntilAsync(() => device.Looks > 10, "it is looked for again and again");

        device.Events.OfType<SessionEvent.Lost>().Count(lost => lost.Message.Contains("DeviceBusy", StringComparison.Ordinal)).ShouldBe(1);
        device.PlugIn();
        await HappenedAsync<SessionEvent.Back>();
    }

    [Fact]
    public async Task A_link_that_breaks_as_soon_as_it_opens_is_none()
    {
        device.Unplug();
        device.PlugInBadly();
        await Deadline.UntilAsync(() => device.Looks > 10, "it is looked for again and again");

        device.Events.ShouldNotContain(e => e is SessionEvent.Back);
        device.PlugIn();
        await HappenedAsync<SessionEvent.Back>();
    }

    [Fact]
    public async Task A_write_that_fails_is_a_lost_link_though_reading_goes_on()
    {
        device.PlugIn();
        device.Transport.WritesFail = true;

        await Should.ThrowAsync<OtaToolsException>(() => device.Session.InterruptAsync(CancellationToken.None).Soon());

        await HappenedAsync<SessionEvent.Back>();
        await device.Session.InterruptAsync(CancellationToken.None).Soon();
    }

    [Fact]
    public async Task What_is_typed_over_a_lost_link_is_refused_and_not_kept()
    {
        device.Unplug();
        await HappenedAsync<SessionEvent.Lost>();

        (await Should.ThrowAsync<OtaToolsException>(() => device.Session.SendAsync("machine.reset()\r"u8.ToArray(), CancellationToken.None).Soon()))
            .Code.ShouldBe(ErrorCode.DeviceDisconnected);
    }

    [Fact]
    public async Task Closed_it_is_looked_for_no_more()
    {
        device.Unplug();
        await HappenedAsync<SessionEvent.Lost>();
        var waiting = ExecuteAsync("x");

        await device.Session.DisposeAsync().Soon();
        var looks = device.Looks;
        device.PlugIn();

        (await Should.ThrowAsync<OtaToolsException>(() => waiting.Soon())).Code.ShouldBe(ErrorCode.DeviceDisconnected);
        device.Session.Gone.IsCompleted.ShouldBeTrue();
        device.Looks.ShouldBe(looks);
    }

    [Fact]
    public async Task A_board_that_takes_its_USB_with_it_was_reset()
    {
        device.Board.Run = _ =>
        {
            device.Transport.Unplug();
            return null;
        };
        device.PlugIn();

        await device.Session.ResetAsync(Enough, CancellationToken.None).Soon();

        await HappenedAsync<SessionEvent.Back>();
    }

    [Fact]
    public async Task Who_holds_the_line_is_told()
    {
        await ExecuteAsync("x").Soon();

        device.Events.ShouldBe([new SessionEvent.Busy(true), new SessionEvent.Busy(false)]);
    }

    private Task HappenedAsync<T>()
        where T : SessionEvent => Deadline.UntilAsync(() => device.Events.Any(e => e is T), typeof(T).Name);

    private Task<string> ExecuteAsync(string code, TimeSpan? patience = null) => device.Session.UseRawReplAsync(
        async repl => (await repl.ExecuteAsync(code, Enough, CancellationToken.None)).Text, patience ?? Enough, CancellationToken.None);
}
