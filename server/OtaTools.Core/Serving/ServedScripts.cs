using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Scripts;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Serving;

/// <summary>
/// What boards renew their scripts from, beside any image: a release that lies there as files, else the one that is built in.
/// Never a mix: where there is a manifest on disk, only the files that it lists exist.
/// </summary>
internal sealed class ServedScripts(FirmwareFolder folder, ScriptRelease builtIn)
{
    /// <summary>The largest that a board takes.</summary>
    private const int LargestScript = 64 * 1024;

    private readonly DateTimeOffset started = DateTimeOffset.UtcNow;

    /// <summary>A release of this product's own scripts, which has its version.</summary>
    public static ScriptRelease BuiltIn { get; } = new(
        Device.DeviceScripts.Version,
        ScriptRelease.SequenceOf(Device.DeviceScripts.Version),
        [.. Device.DeviceScripts.Renewable.Select(script => new ScriptFile(script.Name, script.Content))]);

    /// <param name="urlPath">Decoded, with a leading slash.</param>
    /// <returns>Null where it is another file's path, or there is no such script.</returns>
    public async Task<ServedFile?> FindAsync(string urlPath, CancellationToken cancellationToken)
    {
        var names = urlPath.Split('/')[1..];
        var (depth, script) = names switch
        {
            [.., ScriptRelease.ManifestName] => (1, null),
            [.., ScriptRelease.FolderName, var name] => (2, name),
            _ => (0, null),
        };
        if (depth == 0)
        {
            return null;
        }

        var beside = string.Concat(names[..^depth].Select(name => "/" + name)) + "/";
        try
        {
            return await OnDiskAsync(beside + ScriptRelease.ManifestName, Manifest.MostBytes, cancellationToken) is { } manifest
                ? await OfDiskAsync(manifest, beside, script, cancellationToken)
                : OfBuiltIn(script);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<ServedFile?> OfDiskAsync(ServedFile manifest, string beside, string? script, CancellationToken cancellationToken)
    {
        if (script is null)
        {
            return Manifest.Is(manifest.Content.Span) ? manifest : null;
        }

        var file = await OnDiskAsync($"{beside}{ScriptRelease.FolderName}/{script}", LargestScript, cancellationToken);
        return file is not null && ScriptRelease.Lists(manifest.Content.Span, script, file.Content.ToArray()) ? file : null;
    }

    private ServedFile? OfBuiltIn(string? script) =>
        script is null ? ServedFile.Of(builtIn.ToManifest(null), started, null)
        : builtIn.Files.FirstOrDefault(file => file.Name == script) is { } file ? ServedFile.Of(file.Content, started, null)
        : null;

    private async Task<ServedFile?> OnDiskAsync(string urlPath, int largest, CancellationToken cancellationToken) =>
        folder.FileAt(urlPath) is { } file && file.Length <= largest
            ? ServedFile.Of(await File.ReadAllBytesAsync(file.FullName, cancellationToken), new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero), null)
            : null;
}
