namespace OtaTools.Core.Serving;

/// <summary>The one server of this process, on or off.</summary>
public sealed class ServingControl : IAsyncDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>Null while nothing is served.</summary>
    public FirmwareHost? Current { get; private set; }

    public event Action<FirmwareHost?>? Changed;

    /// <summary>Called from the server's threads; it must not block.</summary>
    public event Action<Transfer>? TransferChanged;

    /// <summary>Starts serving, or goes on where the same folder is served on the same port already.</summary>
    /// <exception cref="OtaToolsException">The port is taken or the folder is missing; what was served before is served still.</exception>
    public async Task<FirmwareHost> StartAsync(string root, int port, bool loopbackOnly, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        try
        {
            if (Current is { } running)
            {
                if (running.Folder.Root == Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))
                    && (port == 0 || port == running.Port)
                    && (loopbackOnly || !running.LoopbackOnly))
                {
                    return running;
                }

                // Another port can be tried first; the same one must be free before it is taken anew.
                if (port == running.Port)
                {
                    await StopCurrentAsync();
                }
            }

            var host = await FirmwareHost.StartAsync(root, port, loopbackOnly, cancellationToken);
            await StopCurrentAsync();
            host.Transfers.Changed += OnTransfer;
            Current = host;
            Changed?.Invoke(host);
            return host;
        }
        finally
        {
            changing.Release();
        }
    }

    public async Task StopAsync()
    {
        await changing.WaitAsync();
        try
        {
            if (Current is not null)
            {
                await StopCurrentAsync();
                Changed?.Invoke(null);
            }
        }
        finally
        {
            changing.Release();
        }
    }

    private async Task StopCurrentAsync()
    {
        if (Current is { } host)
        {
            Current = null;
            await host.DisposeAsync();
            host.Transfers.Changed -= OnTransfer;
        }
    }

    private void OnTransfer(Transfer transfer) => TransferChanged?.Invoke(transfer);

    public async ValueTask DisposeAsync()
    {
        await StopCurrentAsync();
        changing.Dispose();
    }
}
