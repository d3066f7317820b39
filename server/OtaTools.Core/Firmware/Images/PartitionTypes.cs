namespace OtaTools.Core.Firmware.Images;

/// <summary>What rows of a partition table are called in the .csv of ESP-IDF: esp_partition.h.</summary>
internal static class PartitionTypes
{
    private const int App = 0, Data = 1, FirstSlot = 0x10, PastSlots = 0x20, Test = 0x20;

    public static string NameOf(int type, int subtype) => type switch
    {
        App => $"app, {AppName(subtype)}",
        Data => $"data, {DataName(subtype)}",
        _ => $"0x{type:x2}, 0x{subtype:x2}",
    };

    private static string AppName(int subtype) => subtype switch
    {
        0 => "factory",
        >= FirstSlot and < PastSlots => $"ota_{subtype - FirstSlot}",
        Test => "test",
        _ => $"0x{subtype:x2}",
    };

    private static string DataName(int subtype) => subtype switch
    {
        0x00 => "ota",
        0x01 => "phy",
        0x02 => "nvs",
        0x03 => "coredump",
        0x04 => "nvs_keys",
        0x05 => "efuse",
        0x06 => "undefined",
        0x80 => "esphttpd",
        0x81 => "fat",
        0x82 => "spiffs",
        0x83 => "littlefs",
        _ => $"0x{subtype:x2}",
    };
}
