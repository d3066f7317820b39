using System.Net;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Fleet;

public class BoardFleetTests : IAsyncLifetime
{
    private static readonly string Mac = SimulatedBoards.MacOf(1);

    private readonly PullingBoard board = new(1, survives: true);
    private ServedFleetFolder served = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        served = await ServedFleetFolder.StartAsync();
        client = ClientOf(served);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await served.DisposeAsync();
    }

    [Fact]
    public async Task Boards_and_what_was_said_of_them_outlive_the_server()
    {
        await StartAsync();
        await Actions.NameAsync(Mac.ToUpperInvariant(), " kitchen \u001b[2J", CancellationToken.None).Soon();

        await served.RestartAsync();

        var seen = await served.BoardAsync(Mac);
        (seen.Name, seen.Version, seen.Chip, seen.Rssi, seen.Status).ShouldBe(("kitchen ?[2J", "v1.26.0", "ESP32", -60, FleetStatus.Updated));
    }

    [Fact]
    public async Task A_held_board_stays_until_it_is_let_go_or_an_update_is_ordered()
    {
        await ServeSomethingOlderAsync();
        await Actions.HoldAsync([Mac], true, CancellationToken.None).Soon();
        (await StartAsync()).ShouldBeFalse();
        (await served.BoardAsync(Mac)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(FleetStatus.Held), b => b.IsOutdated.ShouldBeTrue(), b => b.IsHeld.ShouldBeTrue());
        (await served.ViewAsync()).Outdated.ShouldBe(0);

        var asked = new List<string>();
        var ordered = await Actions.UpdateAsync([Mac], mac => Task.FromResult(asked.Remove(mac)), CancellationToken.None).Soon();

        ordered.ShouldHaveSingleItem().Result.ShouldBe(OrderResult.AtNextStart);
        (await served.BoardAsync(Mac)).Status.ShouldBe(FleetStatus.Ordered);
        (await StartAsync()).ShouldBeTrue();
        (await served.BoardAsync(Mac)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(FleetStatus.Updated), b => b.IsHeld.ShouldBeTrue());
    }

    [Fact]
    public async Task All_that_are_outdated_are_updated_but_those_that_are_held()
    {
        await ServeSomethingOlderAsync();
        await Actions.HoldAsync([Mac], true, CancellationToken.None).Soon();
        await served.StartRolloutAsync("1");
        PullingBoard second = new(2, true), third = new(3, true);
        await second.StartAsync(client, served);
        (await third.StartAsync(client, served)).ShouldBeTrue("one proved itself");

        (await Actions.UpdateAsync(null, _ => Task.FromResult(true), CancellationToken.None).Soon()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_forgotten_board_is_gone_until_it_asks_again()
    {
        await StartAsync();
        await Actions.NameAsync(Mac, "kitchen", CancellationToken.None).Soon();

        await Actions.ForgetAsync(["kitchen"], CancellationToken.None).Soon();
        (await served.ViewAsync()).Boards.ShouldBeEmpty();
        await served.RestartAsync();
        (await served.ViewAsync()).Boards.ShouldBeEmpty();

        using var again = ClientOf(served);
        await board.StartAsync(again, served);
        (await served.BoardAsync(Mac)).Name.ShouldBeNull();
    }

    [Theory]
    [InlineData("24:0a:c4:ff:ff:ff")]
    [InlineData("")]
    [InlineData("../..")]
    public async Task A_board_that_never_asked_is_unknown(string wanted) =>
        (await Should.ThrowAsync<OtaToolsException>(() => Actions.HoldAsync([wanted], true, CancellationToken.None))).Code.ShouldBe(ErrorCode.BoardUnknown);

    [Fact]
    public async Task A_board_without_a_MAC_address_can_be_forgotten_but_not_held()
    {
        using var response = await client.GetAsync(new Uri(client.BaseAddress!, SimulatedBoards.ImagePath)).Soon();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = (await served.ViewAsync()).Boards.ShouldHaveSingleItem().Id;

        (await Should.ThrowAsync<OtaToolsException>(() => Actions.HoldAsync([id], true, CancellationToken.None))).Code.ShouldBe(ErrorCode.BoardNotNamed);
        await Actions.ForgetAsync([id], CancellationToken.None).Soon();
        (await served.ViewAsync()).Boards.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_process_says_what_the_server_does()
    {
        var other = new Fleets().Of(served.Root);
        await ServeSomethingOlderAsync();
        await new FleetActions(other).HoldAsync(other.Find([await SavedAsync(other)]), true, CancellationToken.None).Soon();

        (await StartAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_servers_of_one_folder_only_the_first_lets_boards_through_to_a_rollout()
    {
        var notes = new List<string>();
        var fleets = new Fleets();
        fleets.Noted += notes.Add;
        await using var second = await Core.Serving.FirmwareHost.StartAsync(served.Root, 0, true, fleets.Of(served.Root).Serve(), CancellationToken.None).Soon();
        notes.ShouldHaveSingleItem().ShouldContain(served.Root);
        await served.StartRolloutAsync("5");
        using var there = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{second.Port}") };

        (await board.StartAsync(there, served)).ShouldBeFalse();
        (await StartAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_board_that_follows_a_release_pointer_is_outdated_by_what_that_names()
    {
        WritePointer();
        using var request = Look();
        request.RequestUri = new Uri("/field.release", UriKind.Relative);
        using var response = await client.SendAsync(request).Soon();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);

        var seen = (await served.ViewAsync()).Boards.ShouldHaveSingleItem();

        (seen.IsOutdated, seen.Offered).ShouldBe((true, new BoardOffer("/field.release", served.Identity, "v1.26.0")));
    }

    [Fact]
    public async Task A_board_that_follows_a_release_pointer_is_told_there_that_it_has_to_wait()
    {
        WritePointer();
        await served.StartRolloutAsync("1");

        (await StatusAsync("/field.release", 1)).ShouldBe(HttpStatusCode.PartialContent);
        (await StatusAsync(SimulatedBoards.ImagePath, 1)).ShouldBe(HttpStatusCode.PartialContent);
        (await StatusAsync("/field.release", 2)).ShouldBe(HttpStatusCode.NotModified, "the first board has to prove itself");

        await Actions.HoldAsync([Mac], true, CancellationToken.None).Soon();
        (await StatusAsync("/field.release", 1)).ShouldBe(HttpStatusCode.NotModified, "it is held");
        await Actions.UpdateAsync([Mac], _ => Task.FromResult(false), CancellationToken.None).Soon();
        (await StatusAsync("/field.release", 1)).ShouldBe(HttpStatusCode.PartialContent, "a person wants it");
    }

    [Fact]
    public async Task While_a_path_is_rolled_out_nothing_else_slips_through_under_it()
    {
        await served.StartRolloutAsync("1");
        File.WriteAllBytes(served.Path, new AppImage { Segments = [5000, 16], Seed = 3 }.Build());

        (await StartAsync()).ShouldBeFalse();

        await served.Rollouts.StopAsync((await served.RolloutAsync()).Id, CancellationToken.None).Soon();
        using var look = await client.SendAsync(Look()).Soon();
        look.StatusCode.ShouldBe(HttpStatusCode.OK, "what was stopped was the other image");
    }

    [Fact]
    public async Task A_rollout_is_paused_resumed_and_stopped_by_hand()
    {
        var id = (await served.StartRolloutAsync("10%")).Id;
        (await served.Rollouts.PauseAsync(id, CancellationToken.None).Soon()).Stage.ShouldBe(RolloutStage.Paused);
        (await StartAsync()).ShouldBeFalse();

        await served.Rollouts.ResumeAsync(id, CancellationToken.None).Soon();
        (await StartAsync()).ShouldBeTrue();

        (await served.Rollouts.StopAsync(id, CancellationToken.None).Soon()).Stage.ShouldBe(RolloutStage.Stopped);
        (await Should.ThrowAsync<OtaToolsException>(() => served.Rollouts.ResumeAsync(id, CancellationToken.None))).Code.ShouldBe(ErrorCode.RolloutInvalid);
        (await Should.ThrowAsync<OtaToolsException>(() => served.Rollouts.PauseAsync("0", CancellationToken.None))).Code.ShouldBe(ErrorCode.RolloutUnknown);
    }

    [Theory]
    [InlineData("0", "5%", 15)]
    [InlineData("5", "lots", 15)]
    [InlineData("5", "5%", 0)]
    [InlineData("5", "5%", double.NaN)]
    public async Task What_makes_no_rollout_is_refused(string first, string stopAfter, double patience) =>
        (await Should.ThrowAsync<OtaToolsException>(() => served.Rollouts.StartAsync(served.Path, first, stopAfter, patience, CancellationToken.None)))
        .Code.ShouldBe(ErrorCode.RolloutInvalid);

    private void WritePointer()
    {
        var pointer = new ReleasePointer(new string('a', 64), 1000, 0, 1, "releases/x-aaaaaaaaaaaaaaaa.app-bin", served.Identity, "v1.26.0", 10_000, [], false);
        File.WriteAllBytes(Path.Combine(served.Root, "field.release"), pointer.ToFile(key: null));
    }

    private async Task<HttpStatusCode> StatusAsync(string path, int number)
    {
        using var request = Look();
        request.RequestUri = new Uri(path, UriKind.Relative);
        request.Headers.Remove("x-ESP32-STA-MAC");
        request.Headers.Add("x-ESP32-STA-MAC", SimulatedBoards.MacOf(number));
        request.Headers.Range = new(0, 4095);
        using var response = await client.SendAsync(request).Soon();
        return response.StatusCode;
    }

    private FleetActions Actions => new(served.Fleet);

    private static HttpClient ClientOf(ServedFleetFolder served) => new() { BaseAddress = new Uri($"http://127.0.0.1:{served.Host.Port}") };

    private Task<bool> StartAsync() => board.StartAsync(client, served);

    private static HttpRequestMessage Look()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, SimulatedBoards.ImagePath);
        request.Headers.Add("x-ESP32-STA-MAC", SimulatedBoards.MacOf(9));
        request.Headers.Add("x-OtaTools-image", SimulatedBoards.Old);
        return request;
    }

    /// <summary>The board asks once, for what it runs already, and so is known.</summary>
    private async Task ServeSomethingOlderAsync()
    {
        using var request = Look();
        request.Headers.Remove("x-ESP32-STA-MAC");
        request.Headers.Add("x-ESP32-STA-MAC", Mac);
        request.Method = HttpMethod.Head;
        using var response = await client.SendAsync(request).Soon();
    }

    /// <summary>The other process reads what this one wrote.</summary>
    private async Task<string> SavedAsync(BoardFleet other)
    {
        await served.StopAsync();
        (await other.ViewAsync(_ => null, CancellationToken.None)).Boards.ShouldContain(seen => seen.Id == Mac);
        await served.RestartAsync();
        client.Dispose();
        client = ClientOf(served);
        return Mac;
    }
}
