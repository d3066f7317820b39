using System.Collections.Concurrent;
using OtaTools.Core.Device;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Server.Lsp;

namespace OtaTools.Server.Features.Firmware;

/// <summary>The folders of which the client hears, one watch each.</summary>
internal sealed class FirmwareWatches(Catalogues catalogues, DeviceSessions sessions, ClientNotifications client) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, FirmwareWatch> watches = new(StringComparer.Ordinal);

    /// <summary>Begun again, it tells everything anew.</summary>
    /// <returns>The folder, as it is told of.</returns>
    public async Task<string> BeginAsync(string root, string? device)
    {
        var catalogue = catalogues.Get(root);
        catalogue.Refresh();
        await EndAsync(catalogue.Root);
        var watch = new FirmwareWatch(catalogue, sessions, device, client);
        if (!watches.TryAdd(catalogue.Root, watch))
        {
            await watch.DisposeAsync(); // another request was faster
        }

        return catalogue.Root;
    }

    public async Task<string> EndAsync(string root)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (watches.TryRemove(path, out var watch))
        {
            await watch.DisposeAsync();
        }

        return path;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var root in watches.Keys)
        {
            await EndAsync(root);
        }
    }
}
