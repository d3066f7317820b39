using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Firmware.Scripts;

/// <summary>A release of the device scripts as files, for any static server.</summary>
public static class ScriptFolder
{
    /// <summary>Writes the files, and the manifest last: a board in between sees the old one, and refuses what does not fit it.</summary>
    /// <returns>The path of the manifest.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ManifestNotWritten"/></exception>
    public static string Write(string folder, ScriptRelease release, SigningKey? key)
    {
        if (release.Sequence is < 1 or > ImagePayload.MostSequence)
        {
            throw new OtaToolsException(ErrorCode.ManifestNotWritten, Strings.SequenceInvalid(ImagePayload.MostSequence));
        }

        var manifest = Path.Combine(folder, ScriptRelease.ManifestName);
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, ScriptRelease.FolderName));
            foreach (var file in release.Files)
            {
                AtomicFile.Write(Path.Combine(folder, ScriptRelease.FolderName, file.Name), file.Content, ownerOnly: false, overwrite: true);
            }

            AtomicFile.Write(manifest, release.ToManifest(key), ownerOnly: false, overwrite: true);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.ManifestNotWritten, Strings.FileNotWritten(manifest, e.Message), e);
        }
    }
}
