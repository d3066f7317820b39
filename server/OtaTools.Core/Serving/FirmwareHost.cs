using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Serving.Transport;

namespace OtaTools.Core.Serving;

/// <summary>The HTTP server that boards pull from.</summary>
public sealed class FirmwareHost : IAsyncDisposable
{
    public const int DefaultPort = 8000;

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly WebApplication application;
    private readonly PackShelf packs;

    private FirmwareHost(
        WebApplication application, FirmwareFolder folder, PackShelf packs, TransferLog transfers, IServedFleet fleet, ProbeAnswers probes, int port, bool loopbackOnly)
    {
        this.application = application;
        this.packs = packs;
        Folder = folder;
        Transfers = transfers;
        Probes = probes;
        ServedFleet = fleet;
        Port = port;
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
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = folder.Root });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null; // a board stalls while it erases
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
            kestrel.Limits.MaxResponseBufferSize = 32 * 1024;
            kestrel.Listen(loopbackOnly ? IPAddress.Loopback : IPAddress.Any, port, listen => listen.Use(SocketTransport.Use));
        });
        var application = builder.Build();
        application.Run(new FirmwareRequests(packs, new ServedScripts(folder, ServedScripts.BuiltIn), transfers, fleet.Boards, fleet, probes, TimeProvider.System).HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await application.DisposeAsync();
            if (e is not IOException { InnerException: AddressInUseException } && e.GetBaseException() is not SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
            {
                throw new OtaToolsException(ErrorCode.ServeFailed, Strings.ServeFailed(port, e.Message), e);
            }

            var holder = await PortHolder.FindAsync(port, cancellationToken);
            throw new OtaToolsException(ErrorCode.PortInUse, holder is null ? Strings.PortInUse(port) : Strings.PortInUseBy(port, holder), e) { Evidence = holder };
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new FirmwareHost(application, folder, packs, transfers, fleet, probes, BindingAddress.Parse(bound).Port, loopbackOnly);
    }

    /// <summary>The URL of a file below the root, as a board asks for it.</summary>
    /// <param name="address">This computer, as the board sees it.</param>
    public Uri UrlOf(string path, IPAddress address) => Folder.UrlOf(path, address, Port);

    /// <summary>Stops; running downloads are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTime);
        await application.StopAsync(limit.Token);
        await application.DisposeAsync();
        packs.Dispose();
        await ServedFleet.DisposeAsync();
    }
}
