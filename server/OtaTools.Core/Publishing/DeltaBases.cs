using System.Security.Cryptography;
using OtaTools.Core.Firmware.Packing;

namespace OtaTools.Core.Publishing;

/// <summary>The images that deltas are made from: each fetched once, kept in a temporary folder, never two in memory.</summary>
internal sealed class DeltaBases(IReleaseStore store) : IDisposable
{
    private readonly Lazy<DirectoryInfo> folder = new(() => Directory.CreateTempSubdirectory("otatools-bases-"));
    private readonly Dictionary<string, KnownRelease> byIdentity = new(StringComparer.Ordinal);

    /// <summary>Where those are that were fetched, by identity.</summary>
    private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);

    /// <summary>From which a delta may be made: the newest first, no two of one identity, none that is the image itself.</summary>
    /// <param name="current">The release that most boards run goes before all others.</param>
    public IReadOnlyList<KnownRelease> Choose(IEnumerable<KnownRelease> releases, string? current, string identity, int most)
    {
        foreach (var release in releases.OrderBy(release => release.Id == current ? 0 : 1))
        {
            if (release.Record.Identity != identity)
            {
                byIdentity.TryAdd(release.Record.Identity, release);
            }
        }

        return [.. releases.OrderBy(release => release.Id == current ? 0 : 1).Where(byIdentity.ContainsValue).Take(most)];
    }

    /// <returns>Null where the image is not known, or is not any more what was published.</returns>
    public async Task<byte[]?> OfAsync(string identity, CancellationToken cancellationToken)
    {
        if (!byIdentity.TryGetValue(identity, out var release))
        {
            return null;
        }

        if (kept.TryGetValue(identity, out var path))
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }

        var file = await store.GetAsync(ReleaseNames.ImageOf(release.Id), release.Record.Size, cancellationToken);
        if (file is null || Convert.ToHexStringLower(SHA256.HashData(file.Content)) != release.Record.Sha256 || ImageIdentity.ShortOf(file.Content) != identity)
        {
            return null;
        }

        try
        {
            path = Path.Combine(folder.Value.FullName, identity);
            await File.WriteAllBytesAsync(path, file.Content, cancellationToken);
            kept[identity] = path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No room here: it is fetched again.
        }

        return file.Content;
    }

    public void Dispose()
    {
        if (folder.IsValueCreated)
        {
            try
            {
                folder.Value.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Whoever looks at it (a virus scanner) leaves a temporary folder behind; what was published is published.
            }
        }
    }
}
