using OtaTools.Core.Firmware.Packing;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Publishing;

/// <summary>A packed form of the image: one that is in the store already, or one that was made.</summary>
/// <param name="Identity">Of the image that it is made from; null for the compressed image.</param>
/// <param name="From">Its version, for a person.</param>
/// <param name="Content">Null for one that is there.</param>
internal sealed record PackOffer(string? Identity, string? From, long Bytes, byte[]? Content);

/// <summary>All that a plan follows from.</summary>
/// <param name="Stored">What is there of this image; null for nothing.</param>
/// <param name="HasManifest">One that needs no change.</param>
internal sealed record PublishInventory(
    string Target, string Name, string Id, PublishImage Image, StoredRelease? Stored, StoredPointer? Before, IReadOnlyList<PackOffer> Packs, bool HasManifest);

/// <summary>What has to be put, in which order: what never changes first, the pointer last. A pure function of what there is.</summary>
internal static class PublishPlanner
{
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="now">For the sequence, where none is given.</param>
    /// <exception cref="OtaToolsException">It would not be taken by boards, or not be what is wanted.</exception>
    public static (PublishPlan Plan, ReleasePointer Pointer) Of(PublishInventory there, PublishRequest request, DateTimeOffset now)
    {
        var (image, id) = (there.Image, there.Id);
        var files = new List<ReleaseFile> { FileOf(there, ReleaseNames.ImageOf(id), ReleaseFileKind.Image, image.Content.Length) };
        if (files[0].State == ReleaseFileState.Present && there.Stored?.SizeOf(files[0].Name) != image.Content.Length)
        {
            throw new OtaToolsException(ErrorCode.PublishFileDiffers, Strings.PublishFileDiffers(files[0].Name, there.Target));
        }

        files.AddRange(PacksOf(there));
        var deltas = files.Where(file => file is { Kind: ReleaseFileKind.Delta, State: not ReleaseFileState.NotWorthIt }).Select(file => PackFiles.Parse(file.Name)!.Value.Identity!);
        var pointer = new ReleasePointer(
            image.Sha256,
            image.Content.Length,
            image.Chip,
            SequenceOf(there.Before, image.Sha256, request.Sequence, request.Key is not null, now),
            ReleaseNames.ImageOf(id),
            image.Identity,
            image.Version,
            request.Share,
            // Those that are there from before besides; where there are too many, the ones that were asked for now.
            [.. deltas.Concat(there.Stored?.Deltas ?? []).Distinct().Take(ReleasePointer.MostDeltas).Order(StringComparer.Ordinal)],
            files.Any(file => file is { Kind: ReleaseFileKind.Pack, State: not ReleaseFileState.NotWorthIt }));
        files.Add(FileOf(there, ReleaseNames.ManifestOf(id), ReleaseFileKind.Manifest, ManifestOf(pointer, request.Key).Length) with { State = there.HasManifest ? ReleaseFileState.Present : ReleaseFileState.New });
        files.Add(FileOf(there, ReleaseNames.RecordOf(id, there.Name), ReleaseFileKind.Record, RecordOf(there.Image, pointer, now).Length));
        var signed = request.Key is not null;
        var isCurrent = there.Before is { } before && before.Pointer.Equals(pointer) && before.IsSigned == signed && (request.Key is null || before.Manifest.IsSignedBy(request.Key.PublicKey));
        files.Add(new(ReleaseNames.PointerOf(there.Name), ReleaseFileKind.Pointer, pointer.ToFile(request.Key).Length, isCurrent ? ReleaseFileState.Present : ReleaseFileState.New));

        return (
            new PublishPlan(
                there.Target,
                there.Name,
                id,
                image.Version,
                image.ChipName,
                files,
                files.Where(file => file.State == ReleaseFileState.New).Sum(file => file.Bytes),
                there.Before?.State,
                StoredPointer.StateOf(pointer, signed),
                FirmwareUrl: null,
                files.All(file => file.State != ReleaseFileState.New),
                []),
            pointer);
    }

    /// <summary>For boards that are told the image and not the pointer.</summary>
    public static byte[] ManifestOf(ReleasePointer pointer, SigningKey? key) =>
        Manifest.Write(new ImagePayload(pointer.Sha256, pointer.Size, pointer.Chip, pointer.Sequence).ToJson(), key);

    public static byte[] RecordOf(PublishImage image, ReleasePointer pointer, DateTimeOffset now) =>
        new ReleaseRecord(image.Version, image.Identity, image.Sha256, image.Content.Length, image.Chip, pointer.Sequence, now).ToJson();

    /// <summary>Greater than what was pointed to before, but for the same image, of which a board takes the same number again.</summary>
    /// <param name="signed">Boards with a key go never back to a smaller one.</param>
    public static long SequenceOf(StoredPointer? before, string sha256, long? wanted, bool signed, DateTimeOffset now)
    {
        var isSame = before?.Pointer.Sha256 == sha256;
        var sequence = wanted ?? (isSame ? before!.Pointer.Sequence : Math.Max((long)(now - Epoch).TotalSeconds, (before?.Pointer.Sequence ?? 0) + 1));
        if (sequence is < 1 or > ImagePayload.MostSequence)
        {
            throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.SequenceInvalid(ImagePayload.MostSequence));
        }

        return signed && before is not null && (isSame ? sequence < before.Pointer.Sequence : sequence <= before.Pointer.Sequence)
            ? throw new OtaToolsException(ErrorCode.PublishOptionInvalid, Strings.PublishSequenceTooLow(sequence, before.Pointer.Sequence))
            : sequence;
    }

    /// <summary>The compressed image where it is smaller than the image, and deltas where they are smaller than both.</summary>
    private static IEnumerable<ReleaseFile> PacksOf(PublishInventory there)
    {
        long limit = there.Image.Content.Length;
        foreach (var pack in there.Packs.OrderBy(pack => pack.Identity is null ? 0 : 1))
        {
            var file = FileOf(there, ReleaseNames.PackOf(there.Id, pack.Identity), pack.Identity is null ? ReleaseFileKind.Pack : ReleaseFileKind.Delta, pack.Bytes) with { Base = pack.From };
            var isWorthIt = file.State == ReleaseFileState.Present || pack.Bytes < limit;
            yield return isWorthIt ? file : file with { State = ReleaseFileState.NotWorthIt };
            if (pack.Identity is null && isWorthIt)
            {
                limit = pack.Bytes;
            }
        }
    }

    private static ReleaseFile FileOf(PublishInventory there, string name, ReleaseFileKind kind, long bytes) =>
        new(name, kind, bytes, there.Stored?.SizeOf(name) is null ? ReleaseFileState.New : ReleaseFileState.Present);
}
