using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Fleet;

/// <summary>Rollouts over real HTTP, to boards that behave as the device scripts do.</summary>
public class FleetRolloutTests
{
    /// <summary>Of 200 boards, 29 on which the firmware fails.</summary>
    private const int Boards = 200, EachFails = 7;

    [Theory]
    [InlineData("5", "5")]
    [InlineData("10", "10%")]
    public async Task A_firmware_that_fails_on_some_of_200_boards_stops_and_the_others_are_untouched(string first, string stopAfter)
    {
        await using var served = await ServedFleetFolder.StartAsync();
        await served.StartRolloutAsync(first, stopAfter);
        PullingBoard[] boards = [.. Enumerable.Range(0, Boards).Select(number => new PullingBoard(number, survives: number % EachFails != 0))];

        await RunAsync(served, boards, rounds: 12, restartAfter: 3);

        var state = await served.RolloutAsync();
        state.Stage.ShouldBe(RolloutStage.Stopped);
        var touched = boards.Where(board => board.Begun > 0).ToList();
        touched.Count.ShouldBe(state.Admitted);
        (state.Proved, state.InFlight).ShouldBe((touched.Count(board => board.Image == served.Identity), 0));
        var untouched = boards.Except(touched).ToList();
        untouched.Count.ShouldBeGreaterThan(Boards / 4);
        untouched.ShouldAllBe(board => board.Image == SimulatedBoards.Old);
        state.Waiting.ShouldBe(untouched.Count);

        var view = await served.ViewAsync();
        state.Summary.ShouldContain("sensor missing");
        state.Failures.ShouldAllBe(failure => boards.Any(board => board.Mac == failure.Board && board.Begun == 1 && board.Image == SimulatedBoards.Old));
        untouched.ShouldAllBe(board => view.Boards.Single(seen => seen.Id == board.Mac).Status == FleetStatus.Waiting);
        view.Boards.Count(board => board.Status == FleetStatus.RolledBack).ShouldBe(state.Failed);
        view.Boards.Where(board => board.Status == FleetStatus.RolledBack).ShouldAllBe(board => board.Summary.Contains("sensor missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_firmware_that_proves_itself_reaches_all()
    {
        await using var served = await ServedFleetFolder.StartAsync();
        await served.StartRolloutAsync("5");
        PullingBoard[] boards = [.. Enumerable.Range(0, 40).Select(number => new PullingBoard(number, survives: true))];

        await RunAsync(served, boards, rounds: 12, restartAfter: 2);

        boards.ShouldAllBe(board => board.Image == served.Identity && board.Begun == 1);
        var state = await served.RolloutAsync();
        (state.Stage, state.Proved, state.Failed).ShouldBe((RolloutStage.Done, boards.Length, 0));
        (await served.ViewAsync()).Boards.ShouldAllBe(board => board.Status == FleetStatus.Updated && !board.IsOutdated);
    }

    /// <summary>All boards start once a round, many at a time; the server is restarted after one of them.</summary>
    private static async Task RunAsync(ServedFleetFolder served, PullingBoard[] boards, int rounds, int restartAfter)
    {
        for (var round = 0; round < rounds; round++)
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{served.Host.Port}") };
            await Parallel.ForEachAsync(boards, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (board, _) => await board.StartAsync(client, served));
            if (round == restartAfter)
            {
                var before = await served.RolloutAsync();
                await served.RestartAsync();
                (await served.RolloutAsync()).ShouldSatisfyAllConditions(
                    now => now.Admitted.ShouldBe(before.Admitted), now => now.Proved.ShouldBe(before.Proved), now => now.Failed.ShouldBe(before.Failed));
            }
        }
    }
}
