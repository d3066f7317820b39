using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Firmware.Scripts;

public sealed record ScriptFile(string Name, byte[] Content);

/// <summary>Device scripts as boards fetch them by themselves: a manifest beside the image, and the files in a folder (server/device/MANIFESTS.md).</summary>
/// <param name="Sequence">Boards only go up.</param>
public sealed record ScriptRelease(string Version, long Sequence, IReadOnlyList<ScriptFile> Files)
{
    public const string ManifestName = "ota-scripts.manifest", FolderName = "ota-scripts";

    private const int VersionParts = 3, PerPart = 1000;

    private static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The sequence of a version, as boards count it where they know no other: 1.2.3 is 1002003. 0 where it is no such version.</summary>
    public static long SequenceOf(string version)
    {
        var parts = version.Split('-')[0].Split('.');
        return parts.Length == VersionParts && parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < PerPart)
            ? parts.Aggregate(0L, (sum, part) => (sum * PerPart) + int.Parse(part, CultureInfo.InvariantCulture))
            : 0;
    }

    /// <param name="key">Null for one that is not signed, which boards without a key take.</param>
    public byte[] ToManifest(SigningKey? key) => Manifest.Write(
        JsonSerializer.SerializeToUtf8Bytes(
            new ScriptsPayload("scripts", Version, Sequence, [.. Files.Select(file => new ListedScript(file.Name, HashOf(file.Content), file.Content.Length))]), Wire),
        key);

    /// <summary>Whether a manifest lists a file with this content: what is in the folder otherwise is no board's business.</summary>
    public static bool Lists(ReadOnlySpan<byte> manifest, string name, byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<ScriptsPayload>(Manifest.Read(manifest).Payload, Wire)?.Files?.Any(file => file.Name == name && file.Sha256 == HashOf(content)) == true;
        }
        catch (Exception e) when (e is JsonException or OtaToolsException)
        {
            return false;
        }
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private sealed record ScriptsPayload(string Kind, string Version, long Sequence, IReadOnlyList<ListedScript>? Files);

    private sealed record ListedScript(string Name, [property: JsonPropertyName("sha256")] string Sha256, long Size);
}
