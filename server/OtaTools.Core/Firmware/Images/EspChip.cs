namespace OtaTools.Core.Firmware.Images;

/// <summary>esp_chip_id_t of ESP-IDF's esp_app_format.h.</summary>
public static class EspChip
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [0] = "ESP32",
        [2] = "ESP32-S2",
        [5] = "ESP32-C3",
        [9] = "ESP32-S3",
        [12] = "ESP32-C2",
        [13] = "ESP32-C6",
        [16] = "ESP32-H2",
        [18] = "ESP32-P4",
        [20] = "ESP32-C61",
        [23] = "ESP32-C5",
        [25] = "ESP32-H21",
        [28] = "ESP32-H4",
        [31] = "ESP32-E22",
        [32] = "ESP32-S31",
    };

    /// <summary>A revision as Espressif writes it: v3.1 of 301.</summary>
    public static string RevisionText(int revision) => $"v{revision / 100}.{revision % 100}";

    public static string NameOf(int id) => Names.GetValueOrDefault(id, $"chip {id}");
}
