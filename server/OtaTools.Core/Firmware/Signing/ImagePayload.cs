using System.Text.Json;
using System.Text.Json.Serialization;

namespace OtaTools.Core.Firmware.Signing;

/// <summary>What the manifest of an image pins.</summary>
/// <param name="Sha256">Of the whole file, lower-case hexadecimal.</param>
/// <param name="Chip">esp_chip_id_t</param>
/// <param name="Sequence">Rises from image to image: a board goes never back to a lower one.</param>
public sealed record ImagePayload(string Sha256, long Size, int Chip, long Sequence)
{
    /// <summary>The largest number that every reader of JSON keeps exactly.</summary>
    public const long MostSequence = 1L << 53;

    /// <summary>The largest flash of any ESP32.</summary>
    public const long MostSize = 32 << 20;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    [JsonInclude, JsonPropertyOrder(-1), JsonRequired]
    public string Kind { get; private init; } = "image";

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Strict);

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ManifestInvalid"/></exception>
    public static ImagePayload Read(ReadOnlySpan<byte> json)
    {
        ImagePayload? payload = null;
        try
        {
            payload = JsonSerializer.Deserialize<ImagePayload>(json, Strict);
        }
        catch (JsonException)
        {
            // As for one with impossible values.
        }

        return payload is { Kind: "image", Sha256.Length: 64, Size: > 0 and <= MostSize, Chip: >= 0 and <= ushort.MaxValue, Sequence: > 0 and <= MostSequence }
            && payload.Sha256.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f')
            ? payload
            : throw Manifest.Invalid(Strings.ManifestPayloadInvalid());
    }
}
