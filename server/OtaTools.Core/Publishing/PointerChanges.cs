using System.Text;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Releases;

namespace OtaTools.Core.Publishing;

/// <summary>What is published, and which of it boards take: lists, promotes, withdraws.</summary>
public sealed class PointerChanges : IDisposable
{
    private readonly IReleaseStore store;
    private readonly ReleaseShelf shelf;
    private readonly TimeProvider clock;

    /// <param name="credentials">Null takes the standard AWS chain; a folder needs none.</param>
    /// <exception cref="OtaToolsException">There is no such target.</exception>
    public PointerChanges(PublishTarget target, StoreCredentials? credentials, TimeProvider clock)
        : this(ReleaseStores.Open(target, credentials), clock)
    {
    }

    internal PointerChanges(IReleaseStore store, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
        shelf = new(store);
    }

    /// <param name="name">Of a pointer; null for all of them.</param>
    public async Task<IReadOnlyList<Releases>> ReleasesAsync(string? name, CancellationToken cancellationToken)
    {
        var stored = await shelf.StoredAsync(cancellationToken);
        var found = new List<Releases>();
        foreach (var one in name is null ? ReleaseShelf.NamesIn(stored).ToList() : [Named(name)])
        {
            var pointer = await shelf.PointerAsync(one, cancellationToken);
            var releases = await shelf.ReleasesAsync(one, stored, cancellationToken);
            found.Add(new(store.Title, one, pointer?.State, UrlOf(one), [.. releases.Select(release => Describe(release, pointer))]));
        }

        return found;
    }

    /// <summary>Changes the share of the current release, or makes another one current.</summary>
    /// <exception cref="OtaToolsException">Nothing was changed.</exception>
    public async Task<PointerChange> PromoteAsync(PointerRequest request, CancellationToken cancellationToken)
    {
        var there = await FindAsync(request, cancellationToken);
        var wanted = Wanted(there, request.Release);
        if (wanted.Stored.IsWithdrawn && !request.Force)
        {
            throw new OtaToolsException(ErrorCode.ReleaseWithdrawn, Strings.ReleaseWithdrawn(wanted.Id));
        }

        var isCurrent = wanted.Id == there.CurrentId;
        var share = request.Share ?? (isCurrent ? there.Before!.Pointer.Share : Turn.Everyone);
        if (share is < 0 or > Turn.Everyone)
        {
            throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishShareInvalid());
        }

        if (wanted.Stored.IsWithdrawn)
        {
            await store.DeleteAsync(ReleaseNames.WithdrawnOf(wanted.Id), cancellationToken);
        }

        var current = there.Releases.FirstOrDefault(release => release.Id == there.CurrentId);
        var isBack = current is not null && wanted.Record.Published < current.Record.Published;
        return await PointToAsync(there, wanted, share, request, (before, after) => PointerEffects.OfPromoting(before, after, isBack), cancellationToken);
    }

    /// <summary>Marks a release, then lets the pointer go from it: interrupted in between, repeating it completes.</summary>
    /// <exception cref="OtaToolsException">The pointer was not changed.</exception>
    public async Task<PointerChange> WithdrawAsync(PointerRequest request, CancellationToken cancellationToken)
    {
        var there = await FindAsync(request, cancellationToken);
        var wanted = Wanted(there, request.Release);
        await store.PutIfAbsentAsync(ReleaseNames.WithdrawnOf(wanted.Id), Encoding.ASCII.GetBytes(clock.GetUtcNow().ToString("O")), Lifetime.Mutable, cancellationToken);
        if (there.Before is null || wanted.Id != there.CurrentId)
        {
            var state = there.Before?.State ?? new PointerState(wanted.Id, wanted.Record.Version, wanted.Record.Identity, 0, wanted.Record.Sequence, false);
            return new(store.Title, there.Name, state, state, true, Strings.EffectMarked(wanted.Record.Version), UrlOf(there.Name));
        }

        // What was published before it; not what came after it and was left again.
        var back = there.Releases.SkipWhile(release => release.Id != wanted.Id).Skip(1).FirstOrDefault(release => !release.Stored.IsWithdrawn);
        return back is null
            ? await PointToAsync(there, wanted, 0, request, (_, after) => Strings.EffectStopped(after.Version), cancellationToken)
            : await PointToAsync(there, back, Turn.Everyone, request, PointerEffects.OfWithdrawing, cancellationToken);
    }

    public void Dispose() => store.Dispose();

    private async Task<Shelved> FindAsync(PointerRequest request, CancellationToken cancellationToken)
    {
        var stored = await shelf.StoredAsync(cancellationToken);
        var name = request.Name is { } named ? Named(named)
            : ReleaseShelf.OnlyName(stored) ?? throw new OtaToolsException(ErrorCode.ReleaseUnknown, Strings.ReleasesNone(store.Title));
        var before = await shelf.PointerAsync(name, cancellationToken);
        if (before is not null)
        {
            PointerRules.RequireSignature(before, request.Key, request.Unsigned, name);
        }

        return new(name, before, await shelf.ReleasesAsync(name, stored, cancellationToken));
    }

    private KnownRelease Wanted(Shelved there, string? release)
    {
        var named = release ?? there.CurrentId;
        KnownRelease[] found = [.. there.Releases.Where(one => one.Id == named)];
        if (found.Length == 0 && named is not null)
        {
            found = [.. there.Releases.Where(one => one.Record.Version == named || one.Record.Identity == named || one.Id.EndsWith("-" + named, StringComparison.Ordinal))];
        }

        return found.Length == 1 ? found[0] : throw new OtaToolsException(
            ErrorCode.ReleaseUnknown,
            found.Length > 1 ? Strings.ReleaseAmbiguous(named!, string.Join(", ", found.Select(one => one.Id)))
            : there.Releases.Count == 0 ? Strings.ReleasesNone(store.Title)
            : Strings.ReleaseUnknown(named ?? ReleaseNames.PointerOf(there.Name), string.Join(", ", there.Releases.Select(one => one.Id).Take(10))));
    }

    private async Task<PointerChange> PointToAsync(
        Shelved there, KnownRelease release, int share, PointerRequest request, Func<PointerState, PointerState, string> effect, CancellationToken cancellationToken)
    {
        var record = release.Record;
        var pointer = new ReleasePointer(
            record.Sha256,
            record.Size,
            record.Chip,
            PublishPlanner.SequenceOf(there.Before, record.Sha256, null, request.Key is not null, clock.GetUtcNow()),
            ReleaseNames.ImageOf(release.Id),
            record.Identity,
            record.Version,
            share,
            [.. release.Stored.Deltas.Order(StringComparer.Ordinal).Take(ReleasePointer.MostDeltas)],
            release.Stored.PackedSize is not null);
        // Of the same release it keeps the order of the deltas, which is no change.
        if (there.Before is { } same && same.Pointer.Sha256 == pointer.Sha256)
        {
            pointer = same.Pointer with { Share = share };
        }

        var after = StoredPointer.StateOf(pointer, request.Key is not null);
        var before = there.Before?.State ?? after with { Share = 0 };
        var isUnchanged = there.Before is { } old && old.Pointer.Equals(pointer) && old.IsSigned == (request.Key is not null) && (request.Key is null || old.Manifest.IsSignedBy(request.Key.PublicKey));
        if (!isUnchanged)
        {
            await PublishRun.ReplaceAsync(shelf, there.Name, pointer.ToFile(request.Key), there.Before?.EntityTag, cancellationToken);
        }

        return new(store.Title, there.Name, before, after, isUnchanged, isUnchanged ? Strings.EffectNone() : effect(before, after), UrlOf(there.Name));
    }

    private static Release Describe(KnownRelease release, StoredPointer? pointer)
    {
        var isCurrent = pointer is not null && pointer.Pointer.Sha256 == release.Record.Sha256;
        return new(
            release.Id,
            release.Record.Version,
            release.Record.Identity,
            EspChip.NameOf(release.Record.Chip),
            release.Record.Published,
            release.Record.Size,
            release.Stored.PackedSize,
            release.Stored.Deltas.Count(),
            isCurrent,
            isCurrent ? pointer!.Pointer.Share : null,
            release.Stored.IsWithdrawn,
            isCurrent ? pointer!.Pointer.Sequence : release.Record.Sequence);
    }

    private static string Named(string name) =>
        ReleaseNames.IsName(name) ? name : throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishNameInvalid(name));

    private string? UrlOf(string name) => store.UrlOf(ReleaseNames.PointerOf(name))?.AbsoluteUri;

    /// <summary>A pointer with its releases, the newest first.</summary>
    private sealed record Shelved(string Name, StoredPointer? Before, IReadOnlyList<KnownRelease> Releases)
    {
        public string? CurrentId => Before is null ? null : Releases.FirstOrDefault(release => release.Record.Sha256 == Before.Pointer.Sha256)?.Id;
    }
}
