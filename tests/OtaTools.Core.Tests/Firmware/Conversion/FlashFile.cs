using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Conversion;

/// <summary>Builds full flash images as ESP-IDF's build does, without slots unless they are asked for; apart from the product's writers.</summary>
internal sealed record FlashFile
{
    public const int TableInFlash = 0x8000, AppInFlash = 0x10000;

    public static readonly (string, int, int, int, int)[] WithoutSlots = [("nvs", 1, 2, 0x9000, 0x6000), ("phy_init", 1, 1, 0xf000, 0x1000), ("factory", 0, 0, AppInFlash, 0x1F0000)];

    public static readonly (string, int, int, int, int)[] WithSlots =
        [("nvs", 1, 2, 0x9000, 0x4000), ("otadata", 1, 0, 0xd000, 0x2000), ("phy_init", 1, 1, 0xf000, 0x1000), ("ota_0", 0, 0x10, AppInFlash, 0x180000), ("ota_1", 0, 0x11, 0x190000, 0x180000)];

    public AppImage App { get; init; } = AppImage.Small;

    /// <summary>Of the file's first byte.</summary>
    public int FlashOffset { get; init; } = 0x1000;

    /// <summary>The header's: 2 is 4 MB.</summary>
    public int SizeCode { get; init; } = 2;

    public bool BootloaderHashed { get; init; } = true;

    /// <summary>Behind the bootloader, such as a signature.</summary>
    public byte[] Behind { get; init; } = [];

    public (string Label, int Type, int Subtype, int Offset, int Size)[] Rows { get; init; } = WithoutSlots;

    public byte[] Build()
    {
        var app = App.Build();
        var file = new byte[AppInFlash - FlashOffset + app.Length];
        Array.Fill(file, (byte)0xFF);
        Bootloader().CopyTo(file, 0);
        Table(Rows).CopyTo(file, TableInFlash - FlashOffset);
        app.CopyTo(file, AppInFlash - FlashOffset);
        return file;
    }

    public byte[] Bootloader()
    {
        // No application descriptor: that is what tells a bootloader from an app.
        var content = new AppImage { Chip = App.Chip, Segments = [64, 24, 4], HashAppended = false, Seed = 7 }.Build();
        content.AsSpan(0x20, 4).Fill(0xFF);
        content[3] = (byte)((SizeCode << 4) | 0x0F);
        content[23] = (byte)(BootloaderHashed ? 1 : 0);
        content[^1] = Checksum(content);
        return [.. content, .. BootloaderHashed ? SHA256.HashData(content) : [], .. Behind];
    }

    public static byte[] Table(params (string Label, int Type, int Subtype, int Offset, int Size)[] rows)
    {
        var bytes = new List<byte>();
        foreach (var (label, type, subtype, offset, size) in rows)
        {
            bytes.AddRange([0xAA, 0x50, (byte)type, (byte)subtype]);
            bytes.AddRange(BitConverter.GetBytes(offset));
            bytes.AddRange(BitConverter.GetBytes(size));
            bytes.AddRange(Encoding.ASCII.GetBytes(label.PadRight(16, '\0')));
            bytes.AddRange(new byte[4]);
        }

#pragma warning disable CA5351 // The format's own.
        var md5 = MD5.HashData(bytes.ToArray());
#pragma warning restore CA5351
        return [.. bytes, 0xEB, 0xEB, .. Enumerable.Repeat((byte)0xFF, 14), .. md5];
    }

    private static byte Checksum(byte[] image)
    {
        byte sum = 0xEF;
        var at = 24;
        for (var i = 0; i < image[1]; i++)
        {
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(at + 4));
            at += 8;
            sum = image.AsSpan(at, length).ToArray().Aggregate(sum, (before, b) => (byte)(before ^ b));
            at += length;
        }

        return sum;
    }
}
