using System.Buffers.Binary;
using System.Security.Cryptography;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Conversion;

/// <summary>Full flash images of any chip with a whole bootloader, without slots unless they are asked for.</summary>
internal sealed record FlashFile
{
    public const int TableInFlash = 0x8000, AppInFlash = 0x10000;

    public AppImage App { get; init; } = AppImage.Small;

    /// <summary>Of the file's first byte.</summary>
    public int FlashOffset { get; init; } = 0x1000;

    /// <summary>The header's: 2 is 4 MB.</summary>
    public int SizeCode { get; init; } = 2;

    public bool BootloaderHashed { get; init; } = true;

    /// <summary>Behind the bootloader, such as a signature.</summary>
    public byte[] Behind { get; init; } = [];

    public FlashRow[] Rows { get; init; } = FlashImage.FactoryRows;

    /// <summary>Of a whole flash that was read out: its size; null for a file as it is published.</summary>
    public int? WholeFlash { get; init; }

    public byte[] Build()
    {
        var app = App.Build();
        var file = new byte[WholeFlash ?? AppInFlash - FlashOffset + app.Length];
        var begin = WholeFlash is null ? FlashOffset : 0;
        Array.Fill(file, (byte)0xFF);
        Bootloader().CopyTo(file, FlashOffset - begin);
        FlashImage.Table(Rows).CopyTo(file, TableInFlash - begin);
        app.CopyTo(file, AppInFlash - begin);
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
