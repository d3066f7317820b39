namespace OtaTools.Core.Firmware.Images;

/// <summary>
/// Which memory an address of a chip is in: soc.h of ESP-IDF's components/soc/CHIP/include. D is for data, I for
/// instructions; RAM is copied to at the start, ROM is flash that is read in place.
/// </summary>
internal static class MemoryRegions
{
    private const uint RtcSlow = 0x5000_0000, RtcSlowEnd = 0x5000_8000;

    private static readonly (string Name, uint From, uint To)[] Esp32 =
    [
        ("DROM", 0x3F40_0000, 0x3F80_0000), ("RTC DRAM", 0x3FF8_0000, 0x3FF8_2000), ("DRAM", 0x3FFA_E000, 0x4000_0000),
        ("IRAM", 0x4007_0000, 0x400A_A000), ("RTC IRAM", 0x400C_0000, 0x400C_2000), ("IROM", 0x400D_0000, 0x4040_0000),
    ];

    private static readonly (string Name, uint From, uint To)[] Esp32S2 =
    [
        ("DROM", 0x3F00_0000, 0x3FF8_0000), ("RTC DRAM", 0x3FF9_E000, 0x3FFA_0000), ("DRAM", 0x3FFB_0000, 0x4000_0000),
        ("IRAM", 0x4002_0000, 0x4007_0000), ("RTC IRAM", 0x4007_0000, 0x4007_2000), ("IROM", 0x4008_0000, 0x4080_0000),
    ];

    /// <summary>S3, C3 and C2: the same places, of different sizes.</summary>
    private static readonly (string Name, uint From, uint To)[] Separate =
    [
        ("DROM", 0x3C00_0000, 0x3E00_0000), ("DRAM", 0x3FC8_0000, 0x3FD0_0000), ("IRAM", 0x4037_0000, 0x403E_0000),
        ("IROM", 0x4200_0000, 0x4400_0000), ("RTC IRAM", 0x600F_E000, 0x6010_0000),
    ];

    /// <summary>C6, H2, C5 and C61: one address for data and instructions.</summary>
    private static readonly (string Name, uint From, uint To)[] Unified = [("IRAM/DRAM", 0x4080_0000, 0x4088_0000), ("IROM/DROM", 0x4200_0000, 0x4400_0000)];

    private static readonly (string Name, uint From, uint To)[] Esp32P4 = [("TCM", 0x3010_0000, 0x3010_2000), ("IROM/DROM", 0x4000_0000, 0x4400_0000), ("IRAM/DRAM", 0x4FF0_0000, 0x4FFC_0000)];

    /// <returns>Null for a chip or an address that is not known.</returns>
    public static string? NameOf(int? chipId, uint address)
    {
        var regions = chipId switch
        {
            0 => Esp32,
            2 => Esp32S2,
            5 or 9 or 12 => Separate,
            13 or 16 or 20 or 23 => Unified,
            18 => Esp32P4,
            _ => [],
        };
        return regions.Length > 0 && address is >= RtcSlow and < RtcSlowEnd ? "RTC" : regions.FirstOrDefault(region => address >= region.From && address < region.To).Name;
    }
}
