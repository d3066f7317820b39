using OtaTools.Core.Firmware.Packing;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Publishing;

/// <summary>
/// Publishes an image: what never changes first, each file created once, then the record that it is complete, then, in one write
/// that fails where somebody else was faster, the pointer. At whatever point it ends, boards see the old release or the new one.
/// </summary>
public sealed class Publisher : IDisposable
{
    private readonly IReleaseStore store;
    private readonly TimeProvider clock;
    private readonly IProgress<PublishProgress> progress;
    private readonly ReleaseShelf shelf;
    private readonly List<string> notes = [];

    /// <param name="credentials">Null takes the standard AWS chain; a folder needs none.</param>
    /// <exception cref="OtaToolsException">There is no such target.</exception>
    public Publisher(PublishTarget target, StoreCredentials? credentials, TimeProvider clock, IProgress<PublishProgress> progress)
        : this(ReleaseStores.Open(target, credentials), clock, progress)
    {
    }

    internal Publisher(IReleaseStore store, TimeProvider clock, IProgress<PublishProgress> progress)
    {
        this.store = store;
        this.clock = clock;
        this.progress = progress;
        shelf = new(store);
        store.Noted += notes.Add;
    }

    /// <summary>What publishing would do; nothing is put.</summary>
    /// <exception cref="OtaToolsException">It would fail.</exception>
    public async Task<PublishPlan> PlanAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        using var bases = new DeltaBases(store);
        return (await PrepareAsync(request, bases, cancellationToken)).Plan;
    }

    /// <exception cref="OtaToolsException">It failed; repeating it goes on where it was.</exception>
    public async Task<PublishResult> PublishAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        using var bases = new DeltaBases(store);
        var work = await PrepareAsync(request, bases, cancellationToken);
        using var readBack = new ReadBack(store, notes.Add);
        await new PublishRun(shelf, readBack, bases, clock, progress).RunAsync(work, cancellationToken);
        return new(work.Plan with { Notes = [.. notes] }, readBack.Readability);
    }

    public void Dispose() => store.Dispose();

    private async Task<PublishWork> PrepareAsync(PublishRequest request, DeltaBases bases, CancellationToken cancellationToken)
    {
        Require(request);
        var image = await PublishImage.ReadAsync(request.Firmware, request.Force, cancellationToken);
        var name = NameOf(request, image);
        progress.Report(new(Strings.PublishReading(store.Title), null));
        var before = await shelf.PointerAsync(name, cancellationToken);
        RequireWanted(request, image, name, before);
        var stored = await shelf.StoredAsync(cancellationToken);
        var releases = await shelf.ReleasesAsync(name, stored, cancellationToken);
        var same = stored.FirstOrDefault(release => ReleaseNames.IsOf(release.Id, image.Sha256));
        if (same is { IsWithdrawn: true } && !request.Force)
        {
            throw new OtaToolsException(ErrorCode.ReleaseWithdrawn, Strings.PublishWithdrawn(same.Id));
        }

        var id = same?.Id ?? ReleaseNames.IdOf(image.FileName, image.Sha256);
        var manifest = same?.SizeOf(ReleaseNames.ManifestOf(id)) is null ? null : await store.GetAsync(ReleaseNames.ManifestOf(id), Manifest.MostBytes, cancellationToken);
        var chosen = bases.Choose(releases, before is null ? null : ReleaseNames.IdOfUrl(before.Pointer.Url), image.Identity, request.Deltas);
        var packs = await PacksAsync(image, same, id, chosen, bases, cancellationToken);
        var inventory = new PublishInventory(store.Title, name, id, image, same, before, packs, IsRight(manifest, image, request.Key));
        var (plan, pointer) = PublishPlanner.Of(inventory, request, clock.GetUtcNow());
        plan = plan with { FirmwareUrl = store.UrlOf(ReleaseNames.PointerOf(name))?.AbsoluteUri, Notes = [.. notes] };
        return new(request, inventory, plan, pointer, manifest);
    }

    private static void Require(PublishRequest request)
    {
        if (request.Share is < 0 or > Turn.Everyone)
        {
            throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishShareInvalid());
        }

        if (request.Deltas is < 0 or > ReleasePointer.MostDeltas)
        {
            throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishDeltasInvalid(ReleasePointer.MostDeltas));
        }
    }

    private static string NameOf(PublishRequest request, PublishImage image) =>
        (request.Name ?? image.Board) is not { } name ? throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishNameNeeded(image.FileName))
        : ReleaseNames.IsName(name) ? name
        : throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishNameInvalid(name));

    private void RequireWanted(PublishRequest request, PublishImage image, string name, StoredPointer? before)
    {
        if (before is null)
        {
            return;
        }

        PointerRules.RequireSignature(before, request.Key, request.Unsigned, name);
        if (before.Pointer.Chip != image.Chip && !request.Force)
        {
            throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishOtherChip(ReleaseNames.PointerOf(name), image.ChipName));
        }

        notes.AddRange(PointerRules.NotesOf(before, request.Key));
    }

    /// <summary>The packed forms: those that are there, and the others made.</summary>
    private async Task<List<PackOffer>> PacksAsync(
        PublishImage image, StoredRelease? same, string id, IReadOnlyList<KnownRelease> chosen, DeltaBases bases, CancellationToken cancellationToken)
    {
        var packs = new List<PackOffer>();
        var wanted = chosen.Select(known => ((string?)known.Record.Identity, (string?)known.Record.Version)).Prepend((null, null)).ToList();
        foreach (var (identity, version) in wanted)
        {
            if (same?.SizeOf(ReleaseNames.PackOf(id, identity)) is { } size)
            {
                packs.Add(new(identity, version, size, null));
                continue;
            }

            progress.Report(new(identity is null ? Strings.PublishPacking() : Strings.PublishDelta(version!), 100 * packs.Count / wanted.Count));
            var source = identity is null ? null : await bases.OfAsync(identity, cancellationToken);
            if (identity is not null && source is null)
            {
                notes.Add(Strings.PublishBaseGone(version!));
                continue;
            }

            var pack = await Task.Run(() => PackFiles.Make(image.Content, source is null ? null : (ReadOnlyMemory<byte>)source, cancellationToken), cancellationToken);
            packs.Add(new(identity, version, pack.Length, pack));
        }

        return packs;
    }

    private static bool IsRight(StoredFile? manifest, PublishImage image, SigningKey? key)
    {
        try
        {
            return manifest is not null
                && Manifest.Read(manifest.Content) is var read
                && ImagePayload.Read(read.Payload) is var payload
                && payload.Sha256 == image.Sha256
                && (key is null || read.IsSignedBy(key.PublicKey));
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.ManifestInvalid)
        {
            return false;
        }
    }
}
