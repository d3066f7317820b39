namespace OtaTools.Core.Firmware.Images;

/// <summary>What a file is, by its bytes.</summary>
public enum FirmwareKind
{
    /// <summary>An app image (.app-bin): the one kind that an OTA slot takes.</summary>
    App,

    /// <summary>A full flash image (.bin): bootloader, partition table and app, for a flashing tool over USB.</summary>
    FullFlash,
    Bootloader,
    PartitionTable,
    Uf2,
    Elf,
    WebPage,
    Empty,
    Unknown,
}

/// <summary>What is wrong with a file.</summary>
public enum ImageProblem
{
    NotAnApp,

    /// <summary>The segments go on beyond the end of the file.</summary>
    Truncated,
    ChecksumWrong,
    HashWrong,

    /// <summary>The header has impossible values.</summary>
    HeaderDamaged,
}

/// <summary>Where a segment of an app image lies: https://docs.espressif.com, "App Image Format".</summary>
/// <param name="Offset">Of the segment's data in the file.</param>
public sealed record ImageSegment(uint LoadAddress, long Offset, long Length);

/// <summary>What MicroPython wrote into its own image.</summary>
/// <param name="Version">v1.26.0</param>
/// <param name="BuildDate">2025-08-09, of the build, which may differ from the file's name</param>
/// <param name="Board">ESP32_GENERIC-OTA, from v1.25 on</param>
/// <param name="Machine">Generic ESP32 module with OTA with ESP32</param>
public sealed record MicroPythonInfo(string Version, string? BuildDate, string? Board, string? Machine);

/// <param name="Length">Bytes of the file.</param>
/// <param name="ImageLength">Bytes up to the image's own end, null where it is not known.</param>
/// <param name="Sha256">The SHA-256 appended to the image, lower-case hexadecimal, null where it has none.</param>
/// <param name="AppElfSha256">app_elf_sha256 of esp_app_desc_t: the same for every copy of one build.</param>
/// <param name="MinChipRevision">major × 100 + minor</param>
public sealed record FirmwareImage(
    FirmwareKind Kind,
    long Length,
    int? ChipId = null,
    string? Chip = null,
    int? MinChipRevision = null,
    int? MaxChipRevision = null,
    string? IdfVersion = null,
    string? AppElfSha256 = null,
    string? Sha256 = null,
    long? ImageLength = null,
    MicroPythonInfo? MicroPython = null,
    IReadOnlyList<ImageSegment>? Segments = null)
{
    public IReadOnlyList<ImageProblem> Problems { get; init; } = [];

    /// <summary>An OTA slot of the right chip can take it.</summary>
    public bool IsUsable => Kind == FirmwareKind.App && Problems.Count == 0;
}
