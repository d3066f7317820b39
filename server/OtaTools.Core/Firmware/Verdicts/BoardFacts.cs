namespace OtaTools.Core.Firmware.Verdicts;

/// <summary>What of a board decides whether an image is for it.</summary>
/// <param name="Machine">As it names itself.</param>
/// <param name="ChipId">esp_chip_id_t; null where it is not known.</param>
/// <param name="ChipRevision">major × 100 + minor; null where it is not known.</param>
/// <param name="SlotSize">Bytes of the smallest OTA slot; null where there is none.</param>
/// <param name="Version">What runs: v1.26.0; null where it is not known.</param>
/// <param name="BuildDate">2025-08-09, of what runs.</param>
/// <param name="AppElfSha256">app_elf_sha256 of what runs, in lower-case hexadecimal, or the beginning of it; null where it is not known.</param>
/// <param name="HasFileSystemRow">Its partition table has a row for the file system (vfs, or ffat); null where it is not known.</param>
public sealed record BoardFacts(
    string Machine,
    int? ChipId,
    long? SlotSize,
    int? ChipRevision = null,
    string? Version = null,
    string? BuildDate = null,
    string? AppElfSha256 = null,
    bool? HasFileSystemRow = null);
