namespace OtaTools.Core.Firmware.Catalog;

/// <summary>Names only say where to look; what a file is, its bytes say.</summary>
internal static class FirmwareNames
{
    public const string AppImage = ".app-bin";

    private static readonly string[] Extensions = [AppImage, ".bin", ".uf2", ".elf"];

    /// <param name="name">Or the path.</param>
    public static bool MayBeFirmware(ReadOnlySpan<char> name)
    {
        foreach (var extension in Extensions)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A name that promises an image: one that is none is worth a word.</summary>
    public static bool Promises(string name) => name.EndsWith(AppImage, StringComparison.OrdinalIgnoreCase);

    /// <summary>A folder in which nobody keeps firmware to serve.</summary>
    public static bool IsLeftAlone(ReadOnlySpan<char> folder) => folder.StartsWith(".") || folder.SequenceEqual("node_modules");
}
