using OtaTools.Core.Fleet.Storage;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Fleet;

public sealed class StateFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> notes = [];
    private readonly string path;
    private readonly StateFile<FleetPolicy> file;

    public StateFileTests()
    {
        path = folder.PathOf("policy.json");
        file = new(path, FleetPolicy.CurrentSchema, FleetPolicy.Empty("/x"), notes.Add);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_is_read_again()
    {
        var said = FleetPolicy.Empty("/x") with { Held = FleetPolicy.Empty("").Held.Add("24:0a:c4:00:00:01") };
        said = said.Start(SimulatedBoards.Rollout(5).Plan);

        file.Write(said, durable: true);

        var read = new StateFile<FleetPolicy>(path, FleetPolicy.CurrentSchema, FleetPolicy.Empty(""), notes.Add).Read(isOwner: true);
        (read.Held.Single(), read.Rollouts.Single()).ShouldBe(("24:0a:c4:00:00:01", said.Rollouts[0]));
        notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"schema":1}""")]
    [InlineData("""{"schema":1,"root":"/x","names":null,"held":[],"orders":{},"forgotten":{},"rollouts":[]}""")]
    [InlineData("\u0000\u0001\u0002")]
    public void A_damaged_file_is_set_aside_by_its_owner_and_begun_anew(string content)
    {
        File.WriteAllText(path, content);
        file.Read(isOwner: false).Held.ShouldBeEmpty();
        File.ReadAllText(path).ShouldBe(content, "who only reads it leaves it where it is");

        file.Read(isOwner: true).Held.ShouldBeEmpty();

        File.ReadAllText(path + ".damaged").ShouldBe(content);
        File.Exists(path).ShouldBeFalse();
        notes.ShouldHaveSingleItem().ShouldContain(path);
        file.Write(FleetPolicy.Empty("/x"), durable: false);
    }

    [Fact]
    public void What_cannot_be_read_for_a_moment_stays_as_it_was_and_is_tried_again()
    {
        var held = FleetPolicy.Empty("/x") with { Held = FleetPolicy.Empty("").Held.Add("24:0a:c4:00:00:01") };
        file.Write(held, durable: false);
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            file.Read(isOwner: false).Held.ShouldBe(held.Held);
            notes.ShouldHaveSingleItem().ShouldContain(path);
            file.HasChanged().ShouldBeTrue();
        }

        file.Read(isOwner: false).Held.ShouldBe(held.Held);
    }

    [Fact]
    public void A_folder_has_one_place_however_a_system_lets_it_be_spelt()
    {
        FleetRecords.KeyOf(@"c:\boards", ignoreCase: true).ShouldBe(FleetRecords.KeyOf(@"C:\Boards", ignoreCase: true));
        FleetRecords.KeyOf("/boards", ignoreCase: false).ShouldNotBe(FleetRecords.KeyOf("/Boards", ignoreCase: false));
    }

    [Fact]
    public void A_newer_version_s_file_is_read_as_far_as_it_is_understood_and_never_written()
    {
        file.Write(FleetPolicy.Empty("/x") with { Held = FleetPolicy.Empty("").Held.Add("24:0a:c4:00:00:01") }, durable: false);
        var content = File.ReadAllText(path).Replace("\"schema\": 1", "\"schema\": 2, \"more\": {}", StringComparison.Ordinal);
        File.WriteAllText(path, content);

        file.Read(isOwner: true).Held.ShouldBe(["24:0a:c4:00:00:01"]);

        Should.Throw<OtaToolsException>(() => file.Write(FleetPolicy.Empty("/x"), durable: false)).Code.ShouldBe(ErrorCode.FleetStateUnwritable);
        File.ReadAllText(path).ShouldBe(content);
    }

    [Fact]
    public async Task One_at_a_time_holds_a_lock()
    {
        var taken = StateLock.TryTake(path).ShouldNotBeNull();
        StateLock.TryTake(path).ShouldBeNull();
        var waiting = StateLock.TakeAsync(path, CancellationToken.None);

        taken.Dispose();

        (await waiting.Soon()).Dispose();
    }

    [Fact]
    public async Task Many_who_change_it_at_once_lose_nothing()
    {
        var root = folder.Root;
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (number, cancelled) =>
        {
            var records = new FleetRecords(root, TimeProvider.System, notes.Add);
            await records.ChangeAsync(said => said with { Held = said.Held.Add(SimulatedBoards.MacOf(number)) }, cancelled);
        });

        var after = new FleetRecords(root, TimeProvider.System, notes.Add);
        after.Refresh();
        after.Policy.Held.Count.ShouldBe(40);
    }
}
