using System.Net;
using Microsoft.AspNetCore.Builder;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Serving.Limits;

namespace OtaTools.Core.Serving;

/// <summary>The HTTP server that boards pull from.</summary>
public sealed class FirmwareHost : IAsyncDisposable
{
    public const int DefaultPort = 8000;

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly WebApplication application;
    private readonly PackShelf packs;
    private readonly FirmwareRequests requests;
    private readonly StalledDownloads stalled;

    private FirmwareHost(WebApplication application, FirmwareRequests requests, PackShelf packs, TransferLog transfers, IServedFleet fleet, ProbeAnswers probes, bool loopbackOnly)
    {
        this.application = application;
        this.requests = requests;
        this.packs = packs;
        stalled = new StalledDownloads(transfers, TimeProvider.System);
        Folder = packs.Folder;
        Transfers = transfers;
        Probes = probes;
        ServedFleet = fleet;
        Port = BoardListener.PortOf(application);
        LoopbackOnly = loopbackOnly;
    }

    public FirmwareFolder Folder { get; }

    public TransferLog Transfers { get; }

    public IServedFleet ServedFleet { get; }

    /// <summary>The boards that asked, here or where the register came from.</summary>
    public BoardRegister Boards => ServedFleet.Boards;

    /// <summary>What boards fetch in a check of the connection.</summary>
    public ProbeAnswers Probes { get; }

    /// <summary>The port that is really listened on.</summary>
    public int Port { get; }

    public bool LoopbackOnly { get; }

    /// <param name="root">The folder below which firmware is served.</param>
    /// <param name="port">0 picks a free one.</param>
    /// <param name="loopbackOnly">For a board that is simulated or forwarded on this computer.</param>
    /// <exception cref="OtaToolsException">The folder is missing, or the port is taken or forbidden.</exception>
    public static Task<FirmwareHost> StartAsync(string root, int port, bool loopbackOnly, CancellationToken cancellationToken) =>
        StartAsync(root, port, loopbackOnly, new UnrecordedFleet(new BoardRegister(TimeProvider.System)), cancellationToken);

    /// <inheritdoc cref="StartAsync(string, int, bool, CancellationToken)"/>
    /// <param name="fleet">Its boards; it ends with the server, or where that cannot be started.</param>
    public static async Task<FirmwareHost> StartAsync(string root, int port, bool loopbackOnly, IServedFleet fleet, CancellationToken cancellationToken)
    {
        try
        {
            return await StartWithAsync(root, port, loopbackOnly, fleet, cancellationToken);
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    private static async Task<FirmwareHost> StartWithAsync(string root, int port, bool loopbackOnly, IServedFleet fleet, CancellationToken cancellationToken)
    {
        var folder = new FirmwareFolder(root);
        var packs = new PackShelf(folder, TimeProvider.System);
        var transfers = new TransferLog();
        transfers.Changed += fleet.Boards.Transferred;
        var probes = new ProbeAnswers();
        var requests = new FirmwareRequests(packs, new ServedScripts(folder, ServedScripts.BuiltIn), transfers, fleet.Boards, fleet, probes, TimeProvider.System);
        var application = await BoardListener.StartAsync(folder.Root, port, loopbackOnly, requests.HandleAsync, cancellationToken);
        return new FirmwareHost(application, requests, packs, transfers, fleet, probes, loopbackOnly);
    }

    /// <summary>The URL of a file below the root, as a board asks for it.</summary>
    /// <param name="address">This computer, as the board sees it.</param>
    public Uri UrlOf(string path, IPAddress address) => Folder.UrlOf(path, address, Port);

    /// <summary>Waits for the downloads that run, and begins no others, which are told to come back; what still runs then is cut by stopping.</summary>
    /// <param name="enough">Whoever waits has waited enough.</param>
    /// <returns>Which boards were waited for, and which would be cut now.</returns>
    public async Task<StoppedDownloads> DrainAsync(TimeSpan longest, CancellationToken enough)
    {
        requests.IsStopping = true;
        var before = Transfers.Downloading;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(enough);
        limit.CancelAfter(longest);
        try
        {
            await Transfers.WhenIdleAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // What is left is in the answer.
        }

        var left = Transfers.Downloading;
        return new([.. before.Except(left)], left);
    }

    /// <summary>Serves again after <see cref="DrainAsync"/>.</summary>
    public void Resume() => requests.IsStopping = false;

    /// <summary>Stops; running downloads are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTime);
        stalled.Dispose();
        try
        {
            await application.StopAsync(limit.Token);
            await application.DisposeAsync();
        }
        finally
        {
            packs.Dispose();
            await ServedFleet.DisposeAsync();
        }
    }
}
