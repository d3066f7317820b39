namespace OtaTools.Core.Firmware.Catalog;

/// <summary>One catalogue a folder, shared by all who ask, and kept as long as the program runs: an editor has few folders open.</summary>
public sealed class Catalogues : IAsyncDisposable
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, Catalogue> catalogues = new(StringComparer.Ordinal);

    /// <summary>Something for the log, in words.</summary>
    public event Action<string>? Noted;

    /// <summary>Of a folder, watched from now on.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public Catalogue Get(string root)
    {
        var path = new FirmwareFolder(root).Root;
        lock (changing)
        {
            if (!catalogues.TryGetValue(path, out var catalogue))
            {
                catalogues[path] = catalogue = new Catalogue(path, note => Noted?.Invoke(note));
            }

            return catalogue;
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Catalogue> all;
        lock (changing)
        {
            all = [.. catalogues.Values];
            catalogues.Clear();
        }

        foreach (var catalogue in all)
        {
            await catalogue.DisposeAsync();
        }
    }
}
