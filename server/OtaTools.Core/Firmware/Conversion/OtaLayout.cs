using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Conversion;

/// <summary>Where things go in a flash with two OTA slots, after MicroPython's partitions-4MiB-ota.csv.</summary>
/// <param name="Rows">In the order of the flash.</param>
internal sealed record OtaLayout(IReadOnlyList<PartitionRow> Rows, long SlotOffset, long SlotSize, long FileSystemSize)
{
    /// <summary>Of app partitions: the flash is mapped in pages of 64 KiB.</summary>
    public const long Alignment = 0x10000;

    /// <summary>The device scripts take some 110 KiB of it; the rest is for what a person writes, and for new scripts beside old ones.</summary>
    public const long LeastFileSystem = 0x30000;

    public const int TableLength = 0x1000;

    /// <summary>Aimed at, for the sake of a larger slot not gone below.</summary>
    private const long GoodFileSystem = 0x40000;

    /// <summary>What MicroPython's own OTA layouts give a slot, by the flash they are for.</summary>
    private const long UsualSlot4M = 0x180000, UsualSlot8M = 0x270000;

    private const long Flash8M = 8 * 1024 * 1024;

    /// <summary>What later releases may need: ESP32_GENERIC grew by 13 % from v1.20 to v1.27.</summary>
    private const int GoodHeadroomPercent = 12;

    private const int NvsSize = 0x4000, OtaDataSize = 0x2000, PhySize = 0x1000;
    private const int TypeApp = 0, TypeData = 1;
    private const int SubtypeOtaData = 0, SubtypePhy = 1, SubtypeNvs = 2, SubtypeFat = 0x81, SubtypeOta0 = 0x10;

    /// <summary>The slots as large as MicroPython makes them, larger where the app needs it; the file system gets the rest.</summary>
    /// <param name="tableOffset">Where the bootloader looks for the partition table, in the flash.</param>
    /// <returns>Null where the flash is too small: <see cref="FlashNeeded"/>.</returns>
    public static OtaLayout? For(long flashSize, long tableOffset, long appLength)
    {
        var first = FirstSlot(tableOffset);
        var least = Up(appLength);
        var wanted = Math.Max(Up(appLength + (appLength * GoodHeadroomPercent / 100)), flashSize < Flash8M ? UsualSlot4M : UsualSlot8M);
        var slot = Math.Min(wanted, Down((flashSize - first - GoodFileSystem) / 2));
        if (slot < least)
        {
            slot = least;
        }

        var fileSystem = flashSize - first - (2 * slot);
        if (appLength <= 0 || fileSystem < LeastFileSystem)
        {
            return null;
        }

        var nvs = tableOffset + TableLength;
        return new(
            [
                new("nvs", TypeData, SubtypeNvs, nvs, NvsSize),
                new("otadata", TypeData, SubtypeOtaData, nvs + NvsSize, OtaDataSize),
                new("phy_init", TypeData, SubtypePhy, nvs + NvsSize + OtaDataSize, PhySize),
                new("ota_0", TypeApp, SubtypeOta0, first, slot),
                new("ota_1", TypeApp, SubtypeOta0 + 1, first + slot, slot),
                // MicroPython makes this one itself from v1.26 on. Written all the same: an older version finds its files too.
                new("vfs", TypeData, SubtypeFat, first + (2 * slot), fileSystem),
            ],
            first,
            slot,
            fileSystem);
    }

    /// <summary>The least flash for two such apps and a file system.</summary>
    public static long FlashNeeded(long tableOffset, long appLength) => FirstSlot(tableOffset) + (2 * Up(appLength)) + LeastFileSystem;

    private static long FirstSlot(long tableOffset) => Up(tableOffset + TableLength + NvsSize + OtaDataSize + PhySize);

    private static long Up(long value) => (value + Alignment - 1) / Alignment * Alignment;

    private static long Down(long value) => value / Alignment * Alignment;
}
