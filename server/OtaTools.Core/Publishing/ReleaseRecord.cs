using System.Text.Json;

namespace OtaTools.Core.Publishing;

/// <summary>The mark that a release of a name is complete, and what lists show of it: put after all its other files, and never changed.</summary>
internal sealed record ReleaseRecord(string Version, string Identity, string Sha256, long Size, int Chip, long Sequence, DateTimeOffset Published)
{
    public const int MostBytes = 4096;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Strict);

    /// <returns>Null for what is none.</returns>
    public static ReleaseRecord? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<ReleaseRecord>(json, Strict) is { Sha256.Length: 64, Identity.Length: 16, Size: > 0 } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
