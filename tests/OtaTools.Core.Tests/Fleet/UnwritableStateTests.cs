using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Storage;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Fleet;

/// <summary>A computer on which nothing can be remembered serves all the same, and says so once.</summary>
public sealed class UnwritableStateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SimulatedClock clock = new();
    private readonly List<string> notes = [];
    private readonly FleetNotes said;
    private readonly FleetRecords records;
    private readonly FleetKeeper keeper;

    public UnwritableStateTests()
    {
        // A file where the folder of these records would be.
        var place = Path.Combine(StateFolder.Root, "fleet", FleetRecords.KeyOf(folder.Root, FleetRecords.IgnoresCase));
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllText(place, "");
        said = new FleetNotes(clock, notes.Add);
        records = new FleetRecords(folder.Root, clock, said.Say);
        keeper = new FleetKeeper(records, clock, said.Say, () => { });
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_said_once_and_no_other_program_is_blamed_for_it()
    {
        for (var i = 0; i < 30; i++)
        {
            clock.Now += TimeSpan.FromSeconds(1);
            keeper.OnBeat();
        }

        notes.ShouldHaveSingleItem().ShouldNotBe(Strings.FleetKeptElsewhere(folder.Root));
        clock.Now += TimeSpan.FromHours(2);
        keeper.OnBeat();
        notes.Count.ShouldBe(2);
        await keeper.DisposeAsync();
    }

    [Fact]
    public async Task An_update_that_nothing_holds_back_needs_no_record_of_itself()
    {
        await keeper.OrderAsync(SimulatedBoards.MacOf(1), SimulatedBoards.Old, CancellationToken.None).Soon();

        notes.ShouldNotBeEmpty();
        await keeper.DisposeAsync();
    }
}
