using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OtaTools.Tests.Support;

/// <summary>A row of a partition table, as the tests write it.</summary>
internal sealed record FlashRow(byte Type, byte Subtype, uint Offset, uint Size, string Label);

/// <summary>Builds full flash images of an ESP32 (file from flash 0x1000 on), valid unless a part is asked to be wrong.</summary>
internal sealed record FlashImage
{
    public const int TableAt = 0x7000, AppAt = 0xF000, FlashOffset = 0x1000;

    public static readonly FlashRow[] OtaRows =
    [
        new(1, 2, 0x9000, 0x4000, "nvs"),
        new(1, 0, 0xD000, 0x2000, "otadata"),
        new(1, 1, 0xF000, 0x1000, "phy_init"),
        new(0, 0x10, 0x10000, 0x180000, "ota_0"),
        new(0, 0x11, 0x190000, 0x180000, "ota_1"),
    ];

    public static readonly FlashRow[] FactoryRows =
    [
        new(1, 2, 0x9000, 0x6000, "nvs"),
        new(1, 1, 0xF000, 0x1000, "phy_init"),
        new(0, 0, 0x10000, 0x1F0000, "factory"),
        new(1, 0x81, 0x200000, 0x200000, "vfs"),
    ];

    public FlashRow[] Rows { get; init; } = OtaRows;

    public bool WithMd5 { get; init; } = true;

    /// <summary>Null leaves its place erased.</summary>
    public AppImage? App { get; init; } = AppImage.Small;

    public static byte[] Table(IEnumerable<FlashRow> rows, bool withMd5 = true)
    {
        var table = new byte[0xC00];
        Array.Fill(table, (byte)0xFF);
        var at = 0;
        foreach (var row in rows)
        {
            var bytes = table.AsSpan(at, 32);
            bytes.Clear();
            (bytes[0], bytes[1], bytes[2], bytes[3]) = (0xAA, 0x50, row.Type, row.Subtype);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], row.Offset);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], row.Size);
            Encoding.ASCII.GetBytes(row.Label).CopyTo(bytes[12..]);
            at += 32;
        }

        if (withMd5)
        {
            (table[at], table[at + 1]) = (0xEB, 0xEB);
#pragma warning disable CA5351 // the format's own checksum
            MD5.HashData(table.AsSpan(0, at)).CopyTo(table, at + 16);
#pragma warning restore CA5351
        }

        return table;
    }

    public byte[] Build()
    {
        var app = App?.Build() ?? [];
        var content = new byte[AppAt + app.Length];
        Array.Fill(content, (byte)0xFF);
        Bootloader(App?.Chip ?? 0).CopyTo(content, 0);
        Table(Rows, WithMd5).CopyTo(content, TableAt);
        app.CopyTo(content, AppAt);
        return content;
    }

    private static byte[] Bootloader(ushort chip)
    {
        var header = new byte[0x200];
        (header[0], header[1], header[3], header[23]) = (0xE9, 3, 0x20, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(12), chip);
        return header;
    }
}
