namespace OtaTools.Core.Firmware.Catalog;

/// <param name="Version">Of what was read; a file that differs is read again.</param>
/// <param name="File">Null for what is not served.</param>
internal sealed record KeptFile((long Length, DateTime Modified) Version, ServedFile? File, string Why)
{
    public int Bytes => File?.Content.Length ?? 0;
}

/// <summary>
/// What was read of a folder, by path. Whoever asks for every file of a large folder does not fill the memory with them: those
/// that were asked for longest ago are forgotten first, and a download that runs keeps its own in any case.
/// </summary>
internal sealed class KeptFiles(long mostBytes = 256L << 20)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, (KeptFile File, long AskedAt)> files = new(StringComparer.Ordinal);
    private long asked, bytes;

    public KeptFile? Find(string path, (long Length, DateTime Modified) version)
    {
        lock (changing)
        {
            if (!files.TryGetValue(path, out var known) || known.File.Version != version)
            {
                return null;
            }

            files[path] = (known.File, ++asked);
            return known.File;
        }
    }

    public void Keep(string path, KeptFile file)
    {
        lock (changing)
        {
            Forget(path);
            files[path] = (file, ++asked);
            bytes += file.Bytes;
            while (bytes > mostBytes && files.Where(one => one.Key != path && one.Value.File.Bytes > 0).OrderBy(one => one.Value.AskedAt).FirstOrDefault().Key is { } oldest)
            {
                Forget(oldest);
            }
        }
    }

    private void Forget(string path)
    {
        if (files.Remove(path, out var gone))
        {
            bytes -= gone.File.Bytes;
        }
    }
}
