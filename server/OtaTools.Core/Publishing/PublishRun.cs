using OtaTools.Core.Firmware.Packing;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Publishing;

/// <param name="Manifest">The one that is there, whatever it says; null for none.</param>
internal sealed record PublishWork(PublishRequest Request, PublishInventory There, PublishPlan Plan, ReleasePointer Pointer, StoredFile? Manifest);

/// <summary>Carries a plan out. Repeated, it finds what was done and goes on behind it.</summary>
internal sealed class PublishRun(ReleaseShelf shelf, ReadBack readBack, DeltaBases bases, TimeProvider clock, IProgress<PublishProgress> progress)
{
    private const int AtOnce = 4;

    private long bytesPut;

    public async Task RunAsync(PublishWork work, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(work.Plan.Files.Where(file => file is { State: ReleaseFileState.New, Kind: ReleaseFileKind.Image or ReleaseFileKind.Pack or ReleaseFileKind.Delta }), parallel, async (file, token) =>
        {
            await PutOnceAsync(file, ContentOf(work, file), token);
            Told(work, file);
        });
        await PutManifestAsync(work, cancellationToken);
        await VerifyAsync(work, cancellationToken);
        if (work.Plan.Files.Any(file => file is { Kind: ReleaseFileKind.Record, State: ReleaseFileState.New }))
        {
            var record = PublishPlanner.RecordOf(work.There.Image, work.Pointer, clock.GetUtcNow());
            await shelf.Store.PutIfAbsentAsync(ReleaseNames.RecordOf(work.There.Id, work.There.Name), record, Lifetime.Immutable, cancellationToken);
        }

        if (work.There.Stored is { IsWithdrawn: true })
        {
            await shelf.Store.DeleteAsync(ReleaseNames.WithdrawnOf(work.There.Id), cancellationToken);
        }

        var pointer = ReleaseNames.PointerOf(work.There.Name);
        var content = work.Pointer.ToFile(work.Request.Key);
        if (work.Plan.Files[^1].State == ReleaseFileState.New)
        {
            progress.Report(new(Strings.PublishPutting(pointer), 100));
            await ReplaceAsync(shelf, work.There.Name, content, work.There.Before?.EntityTag, cancellationToken);
            await readBack.CheckPointerAsync(pointer, content, cancellationToken);
        }
    }

    /// <summary>Changes the pointer in one write. One that says already what it is to say is right, whoever wrote it: perhaps an answer to us was lost.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.PublishRaced"/></exception>
    public static async Task ReplaceAsync(ReleaseShelf shelf, string name, byte[] content, string? entityTag, CancellationToken cancellationToken)
    {
        var file = ReleaseNames.PointerOf(name);
        if (!await shelf.Store.ReplaceAsync(file, content, entityTag, Lifetime.Mutable, cancellationToken)
            && (await shelf.Store.GetAsync(file, Manifest.MostBytes, cancellationToken))?.Content.AsSpan().SequenceEqual(content) != true)
        {
            throw PointerRules.Raced(name, await shelf.PointerAsync(name, cancellationToken));
        }
    }

    private static byte[] ContentOf(PublishWork work, ReleaseFile file) => file.Kind == ReleaseFileKind.Image
        ? work.There.Image.Content
        : work.There.Packs.First(pack => pack.Identity == PackFiles.Parse(file.Name)!.Value.Identity).Content!;

    /// <summary>A file under a name that never means anything else: who has put it meanwhile has put the same. That it is right, reading back shows.</summary>
    private async Task PutOnceAsync(ReleaseFile file, byte[] content, CancellationToken cancellationToken)
    {
        if (!await shelf.Store.PutIfAbsentAsync(file.Name, content, Lifetime.Immutable, cancellationToken)
            && file.Kind == ReleaseFileKind.Image
            && (await shelf.Store.GetAsync(file.Name, content.Length, cancellationToken))?.Content.AsSpan().SequenceEqual(content) != true)
        {
            throw new OtaToolsException(ErrorCode.PublishFileDiffers, Strings.PublishFileDiffers(file.Name, shelf.Store.Title));
        }
    }

    /// <summary>One without a signature becomes one with.</summary>
    private async Task PutManifestAsync(PublishWork work, CancellationToken cancellationToken)
    {
        if (work.There.HasManifest)
        {
            return;
        }

        var name = ReleaseNames.ManifestOf(work.There.Id);
        var content = PublishPlanner.ManifestOf(work.Pointer, work.Request.Key);
        if (work.Manifest is null)
        {
            await shelf.Store.PutIfAbsentAsync(name, content, Lifetime.Immutable, cancellationToken);
        }
        else
        {
            await shelf.Store.ReplaceAsync(name, content, work.Manifest.EntityTag, Lifetime.Immutable, cancellationToken);
        }
    }

    private async Task VerifyAsync(PublishWork work, CancellationToken cancellationToken)
    {
        var image = work.There.Image;
        var files = work.Plan.Files.Where(file => file is { Kind: ReleaseFileKind.Image or ReleaseFileKind.Pack or ReleaseFileKind.Delta, State: not ReleaseFileState.NotWorthIt }).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            var file = files[i];
            progress.Report(new(Strings.PublishVerifying(file.Name), 100 * i / files.Count));
            if (file.Kind == ReleaseFileKind.Image)
            {
                await readBack.CheckImageAsync(file.Name, image.Content, cancellationToken);
                continue;
            }

            var identity = PackFiles.Parse(file.Name)!.Value.Identity;
            var source = identity is null ? null : await bases.OfAsync(identity, cancellationToken);
            if (identity is null || source is not null)
            {
                await readBack.CheckPackAsync(file.Name, file.Bytes, source, image.Content, cancellationToken);
            }
        }
    }

    private void Told(PublishWork work, ReleaseFile file) =>
        progress.Report(new(Strings.PublishPut(file.Name), (int)(100 * Interlocked.Add(ref bytesPut, file.Bytes) / Math.Max(1, work.Plan.BytesToPut))));
}
