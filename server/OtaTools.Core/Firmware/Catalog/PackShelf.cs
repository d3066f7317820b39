using System.Security.Cryptography;
using OtaTools.Core.Firmware.Packing;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>
/// The firmware of a folder, and packs of it: those that are files there, and any other that a board asks for, made when it is
/// asked for. A board that would wait too long is told that there is none, and takes another form.
/// </summary>
public sealed class PackShelf(FirmwareFolder folder, TimeProvider clock) : IDisposable
{
    /// <summary>Below what boards wait for an answer (server/device/README.md).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>No slot of a board is larger; a longer image costs more memory here than it saves time there.</summary>
    private const int LargestImage = 8 << 20;

    private readonly CancellationTokenSource stopped = new();
    private readonly PackCache cache = new();
    private readonly SemaphoreSlim oneAtATime = new(1);

    public FirmwareFolder Folder => folder;

    /// <summary>As <see cref="FirmwareFolder.FindAsync"/>.</summary>
    public async Task<(ServedFile? File, string Why)> FindAsync(string urlPath, CancellationToken cancellationToken)
    {
        if (PackFiles.Parse(urlPath) is not { } wanted)
        {
            return await folder.FindAsync(urlPath, cancellationToken);
        }

        var (image, why) = await folder.FindAsync(wanted.Image, cancellationToken);
        if (image is null)
        {
            return (null, why);
        }

        if (folder.FileAt(urlPath) is { } file)
        {
            return await FileAsync(urlPath, file, image, wanted.Identity).WaitAsync(cancellationToken);
        }

        if (image.Content.Length > LargestImage)
        {
            return (null, Strings.NotServedMissing());
        }

        if (wanted.Identity is not { } identity)
        {
            return await MakeAsync(image, null, cancellationToken);
        }

        if (identity == ImageIdentity.ShortOf(image.Content.Span))
        {
            return (null, Strings.NotServedPackSame());
        }

        return await BaseAsync(identity, cancellationToken) is { } known
            ? await MakeAsync(image, known, cancellationToken)
            : (null, Strings.NotServedPackBase());
    }

    /// <summary>Packs that are being made are given up.</summary>
    public void Dispose()
    {
        stopped.Cancel();
        stopped.Dispose();
    }

    /// <summary>A pack beside its image; not an old one, and none that was made against another base than its name says.</summary>
    private async Task<(ServedFile? File, string Why)> FileAsync(string urlPath, FileInfo file, ServedFile image, string? identity)
    {
        var version = $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}|{identity}|{image.EntityTag}";
        try
        {
            var pack = await cache.GetOrMake(version, async () =>
            {
                var content = await File.ReadAllBytesAsync(file.FullName, stopped.Token);
                return IsOf(content, image, identity) ? ServedFile.Of(content, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero), image.Image) : null;
            });
            return (pack, pack is null ? Strings.NotServedPackStale() : "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Strings.FileUnreadable(urlPath, e.Message));
        }
    }

    private static bool IsOf(byte[] pack, ServedFile image, string? identity) =>
        PackHeader.Read(pack) is { } header
        && header.ImageHash.AsSpan().SequenceEqual(SHA256.HashData(image.Content.Span))
        && (header.BaseIdentity is { } known ? Convert.ToHexStringLower(known.AsSpan(0, 8)) : null) == identity;

    /// <summary>Waits for it as long as a board does; it goes on being made for the next one.</summary>
    private async Task<(ServedFile? File, string Why)> MakeAsync(ServedFile image, ServedFile? source, CancellationToken cancellationToken)
    {
        var stop = stopped.Token;
        var making = cache.GetOrMake(image.EntityTag + source?.EntityTag, () => Task.Run(
            async () =>
            {
                await oneAtATime.WaitAsync(stop);
                try
                {
                    return (ServedFile?)ServedFile.Of(PackFiles.Make(image.Content, source?.Content, stop), image.LastModified, image.Image);
                }
                finally
                {
                    oneAtATime.Release();
                }
            },
            stop));
        try
        {
            return (await making.WaitAsync(Patience, clock, cancellationToken), "");
        }
        catch (TimeoutException)
        {
            return (null, Strings.NotServedPackNotYet());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it was: the board can have the image itself.
            return (null, Strings.NotServedPackFailed(e.Message));
        }
    }

    /// <summary>An image of the build that a board runs: by the files' first bytes, so that a large folder is not read whole.</summary>
    private async Task<ServedFile?> BaseAsync(string identity, CancellationToken cancellationToken)
    {
        foreach (var path in FirmwareList.Candidates(folder, cancellationToken))
        {
            if (await FirmwareFiles.IdentityOfAsync(path, cancellationToken) == identity
                && folder.RequireUrlPathOf(path) is var url
                && (await folder.FindAsync(Uri.UnescapeDataString(url), cancellationToken)).File is { } file)
            {
                return file;
            }
        }

        return null;
    }
}
