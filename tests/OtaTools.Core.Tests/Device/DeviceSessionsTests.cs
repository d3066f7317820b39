using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Tests.Device.RawRepl;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device;

public sealed class DeviceSessionsTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> opened = [];
    private readonly DeviceSessions sessions;

    /// <summary>What becomes of the next open.</summary>
    private Func<DeviceAddress, Task<DeviceSession>> open;

    public DeviceSessionsTests()
    {
        open = address => Task.FromResult(Session(address));
        sessions = new DeviceSessions((address, _, _) =>
        {
            opened.Add(address.ToString());
            return open(address);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await sessions.DisposeAsync();
        folder.Dispose();
    }

    [UnixFact]
    public async Task Two_names_of_one_port_are_one_session()
    {
        var port = folder.Write("port", []);
        File.CreateSymbolicLink(folder.PathOf("link"), port);

        var one = await GetAsync(folder.PathOf("link"));
        var same = await GetAsync(port);

        same.ShouldBeSameAs(one);
        one.Address.ToString().ShouldBe(port, "the name that was asked for last");
        await sessions.CloseAsync(DeviceAddress.Parse(folder.PathOf("link")));
        one.Gone.IsCompleted.ShouldBeTrue();
        (await GetAsync(port)).ShouldNotBeSameAs(one);
    }

    [Fact]
    public async Task What_was_learnt_of_a_board_outlives_its_session_and_is_no_other_s()
    {
        var board = new BoardFacts("a board", 0, 1);
        sessions.FactsOf(DeviceAddress.Parse("one")).ShouldBeNull();

        (await GetAsync("one")).Learn(board);
        await GetAsync("two");

        sessions.FactsOf(DeviceAddress.Parse("one")).ShouldBe(board);
        sessions.FactsOf(DeviceAddress.Parse("two")).ShouldBeNull();
        await sessions.CloseAsync(DeviceAddress.Parse("one"));
        sessions.FactsOf(DeviceAddress.Parse("one")).ShouldBe(board);
        (await GetAsync("one")).Learn(board with { Version = "v1.26.0" });
        sessions.FactsOf(DeviceAddress.Parse("one"))!.Version.ShouldBe("v1.26.0");
    }

    [Fact]
    public async Task A_device_that_does_not_open_holds_up_no_other()
    {
        var never = new TaskCompletionSource<DeviceSession>();
        var usual = open;
        open = address => address.ToString() == "slow" ? never.Task : usual(address);
        var slow = GetAsync("slow");

        await GetAsync("quick").Soon();

        slow.IsCompleted.ShouldBeFalse();
        never.SetException(new OtaToolsException(ErrorCode.DeviceNotFound, ""));
        (await Should.ThrowAsync<OtaToolsException>(() => slow.Soon())).Code.ShouldBe(ErrorCode.DeviceNotFound);
    }

    [Fact]
    public async Task A_device_that_did_not_open_is_opened_when_it_is_asked_for_again()
    {
        var usual = open;
        open = _ => Task.FromException<DeviceSession>(new OtaToolsException(ErrorCode.DeviceNotFound, ""));
        await Should.ThrowAsync<OtaToolsException>(() => GetAsync("port"));
        open = usual;

        (await GetAsync("port")).IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task All_who_ask_at_once_get_the_same()
    {
        var ready = new TaskCompletionSource<DeviceSession>();
        open = _ => ready.Task;
        var all = Enumerable.Range(0, 5).Select(_ => GetAsync("port")).ToList();

        ready.SetResult(Session(DeviceAddress.Parse("port")));

        (await Task.WhenAll(all).Soon()).Distinct().ShouldHaveSingleItem();
        opened.ShouldHaveSingleItem();
    }

    private Task<DeviceSession> GetAsync(string device) => sessions.GetAsync(DeviceAddress.Parse(device), 115200, CancellationToken.None);

    private static DeviceSession Session(DeviceAddress address) => new(
        address, new OpenPort(address is SerialAddress serial ? PortName.Resolve(serial.PortName) : address.ToString(), new FakeTransport(new FakeBoard())), null);
}
