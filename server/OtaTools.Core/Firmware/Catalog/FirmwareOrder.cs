using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>Usable images first, the newest MicroPython before older ones, of one version the newest build; then by name.</summary>
public static class FirmwareOrder
{
    private const int Most = 99_999;

    /// <summary>Texts that sort so, by their characters: for whoever sorts without knowing what is in the files.</summary>
    public static string KeyOf(FirmwareImage? image, bool usable, string relative)
    {
        var version = MicroPythonVersion.Parse(image?.MicroPython?.Version);
        var date = image?.MicroPython?.BuildDate is { } built ? new string([.. built.Select(Backwards)]) : "~";
        return $"{(usable ? 0 : 1)} {KeyOf(version)} {date} {relative.ToUpperInvariant()} {relative}";
    }

    internal static IReadOnlyList<CataloguedFile> Sorted(IEnumerable<CataloguedFile> files) =>
        [.. files.OrderBy(file => KeyOf(file.Image, file.Image?.IsUsable == true, file.Relative), StringComparer.Ordinal)];

    /// <summary>What has no version sorts last, and a preview after its release.</summary>
    private static string KeyOf(MicroPythonVersion? version) =>
        version is var (major, minor, patch, preview) ? $"{Down(major)}{Down(minor)}{Down(patch)}{Down(preview ?? Most)}" : "~";

    private static string Down(int number) => (Most - Math.Clamp(number, 0, Most)).ToString("D5", null);

    private static char Backwards(char character) => char.IsAsciiDigit(character) ? (char)('0' + '9' - character) : character;
}
