using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Signing;

/// <param name="Path">Of the manifest.</param>
public sealed record SignedImage(string Path, long Sequence, string Fingerprint);

/// <param name="Why">A board with this key would refuse the image, and why; null where it would not.</param>
/// <param name="Sequence">Null where there is none to be read.</param>
public sealed record SignatureVerdict(string? Why, long? Sequence);

/// <summary>The manifest beside an image: written, and verified as a board does it.</summary>
public static class ImageSigning
{
    public const string Extension = ".manifest";

    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the manifest of an image beside it; one that is there is replaced at once.</summary>
    /// <param name="sequence">Null takes the seconds since 2020, or one more than the manifest beside has where that is more.</param>
    /// <exception cref="OtaToolsException">The image is not usable, or the manifest cannot be written.</exception>
    public static async Task<SignedImage> SignAsync(string path, SigningKey key, long? sequence, TimeProvider clock, CancellationToken cancellationToken)
    {
        var content = await PinAsync(path, cancellationToken);
        var manifest = path + Extension;
        var next = sequence ?? Math.Max((long)(clock.GetUtcNow() - Epoch).TotalSeconds, await SequenceOfAsync(manifest, cancellationToken) + 1);
        if (next is < 1 or > ImagePayload.MostSequence)
        {
            throw new OtaToolsException(ErrorCode.ManifestNotWritten, Strings.SequenceInvalid(ImagePayload.MostSequence));
        }

        Write(manifest, Manifest.Write((content with { Sequence = next }).ToJson(), key));
        return new(manifest, next, key.PublicKey.Fingerprint);
    }

    /// <exception cref="OtaToolsException">The image is not usable; what is wrong with its manifest is in the verdict.</exception>
    public static async Task<SignatureVerdict> VerifyAsync(string path, PublicKey key, CancellationToken cancellationToken)
    {
        var content = await PinAsync(path, cancellationToken);
        try
        {
            var manifest = Manifest.Read(await ReadAsync(path + Extension, cancellationToken));
            if (!manifest.IsSignedBy(key))
            {
                return new(manifest.Signature is null ? Strings.ManifestUnsigned() : Strings.ManifestOtherKey(key.Fingerprint), null);
            }

            var payload = ImagePayload.Read(manifest.Payload);
            return new(payload with { Sequence = 0 } == content ? null : Strings.ManifestOtherImage(), payload.Sequence);
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.ManifestInvalid)
        {
            return new(e.Message, null);
        }
    }

    /// <summary>Refuses what a board that asks for this key's signature would refuse as well.</summary>
    /// <param name="publicKey">Null or empty where no signature is asked for.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ManifestInvalid"/></exception>
    public static async Task RequireTrustedAsync(string path, string? publicKey, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(publicKey) && (await VerifyAsync(path, PublicKey.Parse(publicKey), cancellationToken)).Why is { } why)
        {
            throw Manifest.Invalid(Strings.ImageUnusable(Path.GetFileName(path), why));
        }
    }

    /// <summary>What a manifest says of an image, without a sequence.</summary>
    private static async Task<ImagePayload> PinAsync(string path, CancellationToken cancellationToken)
    {
        var image = await FirmwareFiles.InspectAsync(path, cancellationToken);
        ImageGate.RequireUsable(image, Path.GetFileName(path));
        try
        {
            await using var file = File.OpenRead(path);
            var hash = await SHA256.HashDataAsync(file, cancellationToken);
            return file.Position <= ImagePayload.MostSize
                ? new(Convert.ToHexStringLower(hash), file.Position, image.ChipId ?? 0, 0)
                : throw new OtaToolsException(ErrorCode.FirmwareUnusable, Strings.ImageUnusable(Path.GetFileName(path), Strings.KindUnknown()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.FirmwareUnreadable, Strings.FileUnreadable(path, e.Message), e);
        }
    }

    private static async Task<long> SequenceOfAsync(string manifest, CancellationToken cancellationToken)
    {
        try
        {
            return ImagePayload.Read(Manifest.Read(await ReadAsync(manifest, cancellationToken)).Payload).Sequence;
        }
        catch (OtaToolsException)
        {
            return 0; // none, or one that no board takes either
        }
    }

    private static async Task<byte[]> ReadAsync(string manifest, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(manifest);
            return file is { Exists: true, Length: > 0 and <= Manifest.MostBytes }
                ? await File.ReadAllBytesAsync(manifest, cancellationToken)
                : throw Manifest.Invalid(file.Exists ? Strings.ManifestNone() : Strings.ManifestMissing(Path.GetFileName(manifest)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Manifest.Invalid(Strings.FileUnreadable(manifest, e.Message));
        }
    }

    private static void Write(string manifest, byte[] content)
    {
        try
        {
            AtomicFile.Write(manifest, content, ownerOnly: false, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.ManifestNotWritten, Strings.FileNotWritten(manifest, e.Message), e);
        }
    }
}
