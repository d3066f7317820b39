using OtaTools.Core.Firmware.Catalog;

namespace OtaTools.Core.Serving;

/// <summary>The one server of this process, on or off.</summary>
/// <param name="fleetOf">The boards of a folder, for one server of it.</param>
public sealed class ServingControl(Func<string, IServedFleet> fleetOf) : IAsyncDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>A stop that waits for downloads.</summary>
    private volatile CancellationTokenSource? draining;

    /// <summary>Null while nothing is served.</summary>
    public FirmwareHost? Current { get; private set; }

    /// <summary>The boards of what is served, or was last.</summary>
    public BoardRegister Boards { get; private set; } = new(TimeProvider.System);

    public event Action<FirmwareHost?>? Changed;

    /// <summary>As <see cref="BoardRegister.Changed"/>, whatever is served.</summary>
    public event Action<Board, Board?>? BoardChanged;

    /// <summary>Called from the server's threads; it must not block.</summary>
    public event Action<Transfer>? TransferChanged;

    /// <summary>Starts serving, or goes on where the same folder is served on the same port already.</summary>
    /// <param name="cutDownloads">Whether downloads that run may be cut: where a person asked to serve something else.</param>
    /// <exception cref="OtaToolsException">
    /// The port is taken, the folder is missing, or downloads run that may not be cut; what was served before is served still, unless it gave up this same port.
    /// </exception>
    public async Task<FirmwareHost> StartAsync(string root, int port, bool loopbackOnly, bool cutDownloads, CancellationToken cancellationToken)
    {
        CallOffStop();
        await changing.WaitAsync(cancellationToken);
        try
        {
            var before = Current;
            if (before is { } running)
            {
                if (running.Folder.Root == Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))
                    && (port == 0 || port == running.Port)
                    && (loopbackOnly || !running.LoopbackOnly))
                {
                    return running;
                }

                if (!cutDownloads && running.Transfers.Running is { Count: > 0 } downloads)
                {
                    throw new OtaToolsException(
                        ErrorCode.ServingBusy, Strings.ServingBusy(running.Folder.Root, string.Join(", ", downloads.Select(d => d.Board).Distinct())));
                }

                // Another port can be tried first; the same one must be free before it is taken anew.
                if (port == running.Port)
                {
                    _ = new FirmwareFolder(root); // a folder that is missing stops nothing
                    await StopCurrentAsync();
                }
            }

            FirmwareHost host;
            try
            {
                host = await FirmwareHost.StartAsync(root, port, loopbackOnly, fleetOf(root), cancellationToken);
            }
            catch when (before is not null && Current is null)
            {
                Changed?.Invoke(null);
                throw;
            }

            await StopCurrentAsync();
            host.Transfers.Changed += OnTransfer;
            host.Boards.Changed += OnBoard;
            Boards = host.Boards;
            Current = host;
            Changed?.Invoke(host);
            return host;
        }
        finally
        {
            changing.Release();
        }
    }

    /// <summary>Stops serving, after a wait for the downloads that run.</summary>
    /// <param name="wait">What still runs then is cut; zero cuts at once.</param>
    /// <param name="cancellationToken">Goes on serving after all; so does a start meanwhile.</param>
    public async Task<StoppedDownloads> StopAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        using var call = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            if (Current is not { } host)
            {
                return StoppedDownloads.None;
            }

            draining = call;
            var downloads = await host.DrainAsync(wait, call.Token);
            draining = null;
            if (downloads.Cut.Count > 0 && call.IsCancellationRequested)
            {
                host.Resume();
                call.Token.ThrowIfCancellationRequested();
            }

            await StopCurrentAsync();
            Changed?.Invoke(null);
            return downloads;
        }
        finally
        {
            draining = null;
            changing.Release();
        }
    }

    /// <summary>Somebody wants it served: a stop that still waits is called off.</summary>
    private void CallOffStop()
    {
        try
        {
            draining?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself.
        }
    }

    private async Task StopCurrentAsync()
    {
        if (Current is { } host)
        {
            Current = null;
            await host.DisposeAsync();
            host.Transfers.Changed -= OnTransfer;
            host.Boards.Changed -= OnBoard;
        }
    }

    private void OnBoard(Board now, Board? before) => BoardChanged?.Invoke(now, before);

    private void OnTransfer(Transfer transfer) => TransferChanged?.Invoke(transfer);

    public async ValueTask DisposeAsync()
    {
        CallOffStop();
        await StopCurrentAsync();
        changing.Dispose();
    }
}
