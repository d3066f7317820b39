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

    /// <summary>A linker's map.</summary>
    Map,
    WebPage,
    Text,

    /// <summary>Our own: device/PACKS.md.</summary>
    Pack,

    /// <summary>It begins as an image of an ESP chip does, and ends before one could.</summary>
    ImageFragment,
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

    /// <summary>It says that no hash is appended, and yet has bytes behind its end: the flag itself may be what is damaged.</summary>
    HashMissing,

    /// <summary>The header has impossible values.</summary>
    HeaderDamaged,

    /// <summary>A full image whose partition table is damaged: an entry, or the MD5 behind them.</summary>
    PartitionTableDamaged,

    /// <summary>A full image in which no whole app lies where its partition table says.</summary>
    AppMissing,
}

/// <summary>A row of a partition table: esp_partition_info_t, 32 bytes.</summary>
/// <param name="Type">0 app, 1 data</param>
/// <param name="Subtype">Of an app 0 factory, 0x10 ota_0, …; of data 0 ota, 2 nvs, …</param>
public sealed record PartitionRow(string Label, int Type, int Subtype, long Offset, long Size)
{
    /// <summary>ota_0 to ota_15.</summary>
    public bool IsOtaSlot => Type == 0 && Subtype is >= 0x10 and < 0x20;

    /// <summary>As in a .csv of ESP-IDF: "app, ota_0".</summary>
    public string TypeName => PartitionTypes.NameOf(Type, Subtype);
}

/// <param name="Offset">Of the table in the flash, and so in the file relative to its first byte's place (<see cref="FullFlash.FlashOffset"/>).</param>
/// <param name="Md5Right">Null where the table has no MD5 row.</param>
public sealed record PartitionTable(long Offset, IReadOnlyList<PartitionRow> Rows, bool? Md5Right);

/// <summary>What is in a full flash image.</summary>
/// <param name="FlashOffset">Where in the flash the file's first byte goes: 0x1000 for ESP32 and S2, 0x2000 for C5, P4 and others, else 0.</param>
/// <param name="App">The app in it, its own <see cref="FirmwareImage.Length"/> as long as the app is; null where there is none.</param>
/// <param name="AppOffset">Of the app in the file, in bytes.</param>
public sealed record FullFlash(long FlashOffset, PartitionTable? Table, FirmwareImage? App, long? AppOffset);

/// <summary>Where a segment of an app image lies: https://docs.espressif.com, "App Image Format".</summary>
/// <param name="Offset">Of the segment's data in the file.</param>
public sealed record ImageSegment(uint LoadAddress, long Offset, long Length);

/// <summary>What MicroPython wrote into its own image.</summary>
/// <param name="Version">v1.26.0</param>
/// <param name="BuildDate">2025-08-09, of the build, which may differ from the file's name</param>
/// <param name="Board">ESP32_GENERIC-OTA, from v1.25 on</param>
/// <param name="Machine">Generic ESP32 module with OTA with ESP32</param>
/// <param name="Variant">OTA of ESP32_GENERIC-OTA; null for none, and before v1.25</param>
/// <param name="IsOtaVariant">Built with OTA partitions, as far as it says; null where it does not tell.</param>
public sealed record MicroPythonInfo(string Version, string? BuildDate, string? Board, string? Machine, string? Variant = null, bool? IsOtaVariant = null);

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
    /// <summary>Bytes behind the image's own end, such as a signature; null where that is not known.</summary>
    public long? TrailingBytes => ImageLength is { } end ? Length - end : null;

    /// <summary>The memory that each segment goes to, such as IRAM; empty where that is not known.</summary>
    public IReadOnlyList<string>? SegmentRegions => Segments?.Select(segment => MemoryRegions.NameOf(ChipId, segment.LoadAddress) ?? "").ToArray();

    /// <summary>Bytes of flash that the image was made for, by its header; null where the value is not defined.</summary>
    public long? FlashSize { get; init; }

    /// <summary>The scheme of ESP-IDF's signature behind the image, as its documentation names it; null where none was seen.</summary>
    public string? Signature { get; init; }

    /// <summary>MicroPython is in it, and does not say which version in the words that MicroPython's own builds have.</summary>
    internal bool HasUnknownMicroPython { get; init; }

    /// <summary>Of a full flash image.</summary>
    public FullFlash? Full { get; init; }

    /// <summary>Of a partition table by itself.</summary>
    public PartitionTable? Table { get; init; }

    public IReadOnlyList<ImageProblem> Problems { get; init; } = [];

    /// <summary>An OTA slot of the right chip can take it.</summary>
    public bool IsUsable => Kind == FirmwareKind.App && Problems.Count == 0;
}
