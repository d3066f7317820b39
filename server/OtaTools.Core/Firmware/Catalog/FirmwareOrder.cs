using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>Usable images first, the newest MicroPython before older ones, of one version the newest build; then by name.</summary>
public static class FirmwareOrder
{
    /// <summary>Texts that sort so, by their characters: for whoever sorts without knowing what is in the files.</summary>
    public static string KeyOf(FirmwareImage? image, bool usable, string relative)
    {
        var version = VersionOf(image);
        var date = image?.MicroPython?.BuildDate is { } built ? new string([.. built.Select(Backwards)]) : "~";
        return $"{(usable ? 0 : 1)} {Down(version.Major)}{Down(version.Minor)}{Down(version.Build)} {date} {relative.ToUpperInvariant()} {relative}";
    }

    internal static IReadOnlyList<CataloguedFile> Sorted(IEnumerable<CataloguedFile> files) =>
        [.. files.OrderBy(file => KeyOf(file.Image, file.Image?.IsUsable == true, file.Relative), StringComparer.Ordinal)];

    /// <summary>"v1.27.0-preview.5" sorts as 1.27.0; what cannot be read sorts last.</summary>
    private static Version VersionOf(FirmwareImage? image) =>
        image?.MicroPython is { } python && Version.TryParse(python.Version.TrimStart('v').Split('-')[0], out var version) ? version : new Version(0, 0, 0);

    private static string Down(int number) => (999 - Math.Clamp(number, 0, 999)).ToString("D3", null);

    private static char Backwards(char character) => char.IsAsciiDigit(character) ? (char)('0' + '9' - character) : character;
}
