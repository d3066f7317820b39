using System.Buffers.Binary;

namespace OtaTools.Core.Firmware.Images;

/// <summary>Which chip a file is for that is no image, as far as its header tells.</summary>
internal static class ChipMarks
{
    private const int Uf2FlagsAt = 8, Uf2FamilyAt = 28, ElfMachineAt = 0x12, ElfOrderAt = 5;
    private const uint Uf2HasFamily = 0x2000;
    private const ushort Xtensa = 94, RiscV = 243;

    /// <summary>Microsoft's list of UF2 families, as far as it is Espressif's.</summary>
    private static readonly Dictionary<uint, int> Families = new()
    {
        [0x1c5f21b0] = 0,
        [0xbfdd4eee] = 2,
        [0xd42ba06c] = 5,
        [0xc47e5767] = 9,
        [0x2b88d29c] = 12,
        [0x540ddf62] = 13,
        [0x332726f6] = 16,
        [0x3d308e94] = 18,
        [0x77d850c4] = 20,
        [0xf71c0343] = 23,
    };

    public static (int Id, string Name)? OfUf2(ReadOnlySpan<byte> head) =>
        head.Length >= Uf2FamilyAt + 4
        && (BinaryPrimitives.ReadUInt32LittleEndian(head[Uf2FlagsAt..]) & Uf2HasFamily) != 0
        && Families.TryGetValue(BinaryPrimitives.ReadUInt32LittleEndian(head[Uf2FamilyAt..]), out var chip)
            ? (chip, EspChip.NameOf(chip))
            : null;

    /// <returns>The processor: several chips have the same.</returns>
    public static string? OfElf(ReadOnlySpan<byte> head) => head.Length < ElfMachineAt + 2 || head[ElfOrderAt] != 1
        ? null
        : BinaryPrimitives.ReadUInt16LittleEndian(head[ElfMachineAt..]) switch
        {
            Xtensa => "Xtensa (ESP32, S2, S3)",
            RiscV => "RISC-V (ESP32-C, H, P)",
            _ => null,
        };
}
