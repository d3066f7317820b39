using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>Manifests and release pointers in a served folder. What they say is the boards' affair; that a file is one, this server's.</summary>
internal static class ManifestFile
{
    /// <returns>Null for what is none.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<ServedFile?> LoadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (file.Length > Manifest.MostBytes || !HasItsName(file.Name))
        {
            return null;
        }

        var content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        return Manifest.Is(content) ? ServedFile.Of(content, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero), image: null) : null;
    }

    private static bool HasItsName(string name) =>
        name.EndsWith(ImageSigning.Extension, StringComparison.Ordinal) || name.EndsWith(ReleasePointer.Extension, StringComparison.Ordinal);
}
