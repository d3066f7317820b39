using System.Net;
using System.Net.Sockets;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

public sealed class ServingControlTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServingControl control = new(_ => new UnrecordedFleet(new BoardRegister(TimeProvider.System)));
    private readonly List<int?> changes = [];

    public ServingControlTests() => control.Changed += host => changes.Add(host?.Port);

    public async ValueTask DisposeAsync()
    {
        await control.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Starting_again_what_runs_changes_nothing()
    {
        var first = await StartAsync(0);

        (await StartAsync(0)).ShouldBeSameAs(first);
        (await StartAsync(first.Port)).ShouldBeSameAs(first);
        changes.ShouldBe([first.Port]);
    }

    [Fact]
    public async Task Another_folder_on_the_same_port_takes_its_place()
    {
        var first = await StartAsync(0);
        Directory.CreateDirectory(folder.PathOf("sub"));

        var second = await control.StartAsync(folder.PathOf("sub"), first.Port, true, true, CancellationToken.None).Soon();

        (second.Port, second.Folder.Root).ShouldBe((first.Port, folder.PathOf("sub")));
        control.Current.ShouldBeSameAs(second);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_folder_cuts_a_download_only_where_it_may(bool may)
    {
        folder.Write("x.app-bin", new AppImage { Segments = [8_000_000, 16] }.Build());
        Directory.CreateDirectory(folder.PathOf("sub"));
        var first = await StartAsync(0);
        using var board = await RawHttp.ConnectAsync(first.Port);
        await board.SendAsync("GET /x.app-bin HTTP/1.0\r\nx-ESP32-STA-MAC: 24:0a:c4:00:00:01\r\n\r\n");
        await board.ReadHeadAsync();

        var starting = control.StartAsync(folder.PathOf("sub"), 0, true, may, CancellationToken.None).Soon();

        if (may)
        {
            var second = await starting;
            control.Current.ShouldBeSameAs(second);
            second.ShouldNotBeSameAs(first);
        }
        else
        {
            var failure = await Should.ThrowAsync<OtaToolsException>(() => starting);
            failure.Code.ShouldBe(ErrorCode.ServingBusy);
            failure.Message.ShouldContain("24:0a:c4:00:00:01");
            failure.Message.ShouldContain(folder.Root);
            control.Current.ShouldBeSameAs(first);
            first.Transfers.Running.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Another_folder_takes_its_place_unasked_where_nobody_downloads()
    {
        await StartAsync(0);
        Directory.CreateDirectory(folder.PathOf("sub"));

        var second = await control.StartAsync(folder.PathOf("sub"), 0, true, false, CancellationToken.None).Soon();

        control.Current.ShouldBeSameAs(second);
    }

    [Fact]
    public async Task A_port_that_is_taken_leaves_what_was_served_before()
    {
        var first = await StartAsync(0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var failure = await Should.ThrowAsync<OtaToolsException>(() => StartAsync(((IPEndPoint)other.LocalEndpoint).Port));

        failure.Code.ShouldBe(ErrorCode.PortInUse);
        control.Current.ShouldBeSameAs(first);
    }

    [Fact]
    public async Task A_folder_that_is_missing_leaves_what_was_served_before_on_the_same_port_too()
    {
        var first = await StartAsync(0);

        var failure = await Should.ThrowAsync<OtaToolsException>(() => control.StartAsync(folder.PathOf("none"), first.Port, true, true, CancellationToken.None).Soon());

        failure.Code.ShouldBe(ErrorCode.ServeFolderMissing);
        control.Current.ShouldBeSameAs(first);
        changes.ShouldBe([first.Port]);
    }

    [Fact]
    public async Task Stopping_is_told_once()
    {
        var host = await StartAsync(0);

        await control.StopAsync(TimeSpan.Zero, CancellationToken.None).Soon();
        await control.StopAsync(TimeSpan.Zero, CancellationToken.None).Soon();

        control.Current.ShouldBeNull();
        changes.ShouldBe([host.Port, null]);
    }

    [Fact]
    public async Task Starting_from_many_sides_at_once_starts_one_server()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => StartAsync(0))).Soon();

        hosts.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Transfers_are_told_of_the_server_that_runs()
    {
        var told = new TaskCompletionSource<Transfer>();
        control.TransferChanged += t => told.TrySetResult(t);
        var host = await StartAsync(0);
        using var client = new HttpClient();

        using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{host.Port}/nothing")).Soon();

        (await told.Task.Soon()).Path.ShouldBe("/nothing");
    }

    private Task<FirmwareHost> StartAsync(int port) => control.StartAsync(folder.Root, port, true, true, CancellationToken.None).Soon();
}
