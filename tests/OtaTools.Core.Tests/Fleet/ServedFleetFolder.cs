using OtaTools.Core.Firmware.Packing;
using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Fleet;

/// <summary>A folder with an image, served to a fleet whose records outlive the server.</summary>
internal sealed class ServedFleetFolder : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private FirmwareHost? host;
    private ServedFleetFolder()
    {
        Image = new AppImage { Segments = [5000, 16], Seed = 2 }.Build();
        Path = folder.Write(SimulatedBoards.ImagePath[1..], Image);
    }

    public byte[] Image { get; }

    public string Identity => ImageIdentity.ShortOf(Image);

    /// <summary>Of the image, on this computer.</summary>
    public string Path { get; }

    public string Root => folder.Root;

    public BoardFleet Fleet { get; private set; } = null!;

    public FirmwareHost Host => host ?? throw new InvalidOperationException("It is stopped.");

    /// <summary>What was noted for a log.</summary>
    public List<string> Notes { get; } = [];

    public RolloutActions Rollouts => new(Fleet);

    public static async Task<ServedFleetFolder> StartAsync()
    {
        var served = new ServedFleetFolder();
        await served.RestartAsync();
        return served;
    }

    /// <summary>Another process, as far as the files can tell.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        var fleets = new Fleets();
        fleets.Noted += Notes.Add;
        Fleet = fleets.Of(Root);
        host = await FirmwareHost.StartAsync(Root, 0, loopbackOnly: true, Fleet.Serve(), CancellationToken.None).Soon();
    }

    /// <summary>What was seen is written then.</summary>
    public async Task StopAsync()
    {
        if (host is { } running)
        {
            host = null;
            await running.DisposeAsync();
        }
    }

    public Task<FleetSnapshot> ViewAsync() => Fleet.ViewAsync(_ => null, CancellationToken.None).Soon();

    public async Task<RolloutState> RolloutAsync() => (await ViewAsync()).Rollouts.ShouldHaveSingleItem();

    public async Task<FleetBoard> BoardAsync(string mac) => (await ViewAsync()).Boards.Single(board => board.Id == mac);

    public Task<RolloutState> StartRolloutAsync(string first, string stopAfter = RolloutPlan.DefaultStopAfter) =>
        Rollouts.StartAsync(Path, first, stopAfter, RolloutPlan.DefaultPatience, CancellationToken.None).Soon();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }
}
