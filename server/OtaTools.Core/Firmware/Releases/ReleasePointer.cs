using System.Text.Json;
using System.Text.Json.Serialization;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Firmware.Releases;

/// <summary>What the small mutable file says that boards poll: which release they take, and how many of them (device/RELEASES.md).</summary>
/// <param name="Sha256">Of the whole image, lower-case hexadecimal.</param>
/// <param name="Chip">esp_chip_id_t</param>
/// <param name="Sequence">As in the manifest of an image; it counts where boards have a key.</param>
/// <param name="Url">Of the image, relative to the pointer.</param>
/// <param name="Identity">By which boards know the build that they run (<see cref="Packing.ImageIdentity"/>), 16 hexadecimal digits.</param>
/// <param name="Version">As MicroPython's: v1.26.0.</param>
/// <param name="Share">Of 10,000 boards.</param>
/// <param name="Deltas">Identities from which there is a delta.</param>
/// <param name="Packed">There is a compressed image.</param>
public sealed record ReleasePointer(
    string Sha256, long Size, int Chip, long Sequence, string Url, string Identity, string Version, int Share, IReadOnlyList<string> Deltas, bool Packed)
{
    public const string Extension = ".release";

    public const int MostDeltas = 16;

    public const int MostUrl = 200, MostVersion = 32;

    private const int IdentityDigits = 16;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        // "+" as it is: a board takes no backslash.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonInclude, JsonPropertyOrder(-1), JsonRequired]
    public string Kind { get; private init; } = "image";

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Strict);

    /// <summary>The file.</summary>
    /// <param name="key">Null for one that is not signed.</param>
    public byte[] ToFile(SigningKey? key) => Manifest.Write(ToJson(), key);

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ManifestInvalid"/></exception>
    public static ReleasePointer Read(ReadOnlySpan<byte> json)
    {
        // The fields that it shares with an image's manifest have the same rules.
        _ = ImagePayload.Read(json);
        ReleasePointer? pointer = null;
        try
        {
            pointer = JsonSerializer.Deserialize<ReleasePointer>(json, Strict);
        }
        catch (JsonException)
        {
            // As for one with impossible values.
        }

        return pointer is not null && pointer.IsValid ? pointer : throw Manifest.Invalid(Strings.ReleasePointerInvalid());
    }

    /// <summary>Whether a board takes it as a pointer; what it points to is another question.</summary>
    [JsonIgnore]
    public bool IsValid =>
        IsRelativeUrl(Url)
        && IsIdentity(Identity)
        && IsVersion(Version)
        && Share is >= 0 and <= Turn.Everyone
        && Deltas.Count <= MostDeltas
        && Deltas.All(IsIdentity);

    /// <summary>A file below the pointer's folder, in characters that need no escape anywhere.</summary>
    public static bool IsRelativeUrl(string url) =>
        url.Length is > 0 and <= MostUrl
        && url.Split('/').All(segment => segment is not ("" or "." or "..") && segment.All(IsPlain));

    private static bool IsIdentity(string text) => text.Length == IdentityDigits && text.All(char.IsAsciiHexDigitLower);

    private static bool IsVersion(string text) => text.Length is > 0 and <= MostVersion && text.All(IsPlain);

    /// <summary>Needs no escape in URLs, JSON, names of files or shells.</summary>
    public static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-';

    public bool Equals(ReleasePointer? other) =>
        other is not null
        && (Sha256, Size, Chip, Sequence, Url, Identity, Version, Share, Packed) == (other.Sha256, other.Size, other.Chip, other.Sequence, other.Url, other.Identity, other.Version, other.Share, other.Packed)
        && Deltas.SequenceEqual(other.Deltas);

    public override int GetHashCode() => HashCode.Combine(Sha256, Sequence, Share);
}
