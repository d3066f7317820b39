namespace OtaTools.Core.Firmware.Catalog;

/// <summary>One catalogue a folder, shared by all who ask, and kept as long as the program runs.</summary>
public sealed class Catalogues : IAsyncDisposable
{
    /// <summary>More folders than an editor has open; the one that was asked for longest ago is then left.</summary>
    private const int Most = 16;

    private readonly Lock changing = new();
    private readonly List<Catalogue> catalogues = [];

    /// <summary>A catalogue is left for another; who listened to it asks anew.</summary>
    public event Action<Catalogue>? Left;

    /// <summary>Of a folder, watched from now on.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ServeFolderMissing"/></exception>
    public Catalogue Get(string root)
    {
        Catalogue? left = null;
        Catalogue wanted;
        lock (changing)
        {
            var path = new FirmwareFolder(root).Root;
            wanted = catalogues.Find(known => known.Root == path) ?? new Catalogue(path);
            catalogues.Remove(wanted);
            catalogues.Add(wanted);
            if (catalogues.Count > Most)
            {
                left = catalogues[0];
                catalogues.RemoveAt(0);
            }
        }

        if (left is not null)
        {
            Left?.Invoke(left);
            _ = left.DisposeAsync().AsTask();
        }

        return wanted;
    }

    public async ValueTask DisposeAsync()
    {
        List<Catalogue> all;
        lock (changing)
        {
            all = [.. catalogues];
            catalogues.Clear();
        }

        foreach (var catalogue in all)
        {
            await catalogue.DisposeAsync();
        }
    }
}
