using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Device;

/// <param name="Size">Bytes.</param>
public sealed record OtaSlot(string Label, long Size);

/// <summary>What a board says of itself over the REPL.</summary>
/// <param name="Version">os.uname().version, such as "v1.26.0 on 2025-08-09".</param>
/// <param name="Build">sys.implementation._build, from v1.25 on.</param>
/// <param name="Chip">esp_chip_id_t of the running image, or null where it cannot be read.</param>
/// <param name="Slots">The OTA slots; none on a build without OTA.</param>
/// <param name="Running">Label of the running partition.</param>
/// <param name="State">The running image's state in otadata (esp_ota_img_states_t), NOT_BOOT_SLOT after a fall-back.</param>
/// <param name="Address">IPv4 address in the Wi-Fi, or null while not joined.</param>
/// <param name="Scripts">Version of /ota.py, or null where it is not ours.</param>
public sealed record DeviceInfo(
    string Platform,
    string Version,
    string Machine,
    string? Build,
    int? Chip,
    long FreeMemory,
    IReadOnlyList<OtaSlot> Slots,
    string? Running,
    string? State,
    string? Mac,
    string? Address,
    string? Scripts)
{
    /// <summary>The version that an upload, or this computer's server, would bring.</summary>
    public string ScriptsOffered { get; init; } = DeviceScripts.Version;

    /// <summary>Bytes of the smallest slot, or null on a board without OTA.</summary>
    public long? SlotSize => Slots.Count == 0 ? null : Slots.Min(slot => slot.Size);

    /// <summary>major × 100 + minor of the chip; null where the board does not tell.</summary>
    public int? ChipRevision { get; init; }

    /// <summary>app_elf_sha256 of what runs, in lower-case hexadecimal; null where the board does not tell.</summary>
    public string? AppElfSha256 { get; init; }

    /// <summary>The partition table has a row for the file system; null where the board does not tell.</summary>
    public bool? FileSystemRow { get; init; }

    /// <summary>What of it decides whether an image is for it.</summary>
    public BoardFacts ToFacts()
    {
        var version = Version.Split(" on ", 2);
        return new BoardFacts(Machine, Chip, SlotSize, ChipRevision, version[0], version.Length > 1 ? version[1].Trim() : null, AppElfSha256, FileSystemRow);
    }
}
