using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OtaTools.Tests.Support;

/// <summary>
/// Builds app images after Espressif's "App Image Format", valid unless a part is asked to be wrong. Written from the
/// documentation and apart from the reader, so that both cannot share a mistake.
/// </summary>
internal sealed record AppImage
{
    public const int HeaderLength = 24, SegmentHeaderLength = 8, DescriptorLength = 256;

    public ushort Chip { get; init; }

    public ushort MinRevision { get; init; }

    public ushort MaxRevision { get; init; } = 399;

    public string IdfVersion { get; init; } = "v5.4.2";

    public bool HashAppended { get; init; } = true;

    /// <summary>Whether the descriptor has app_elf_sha256.</summary>
    public bool HasElfHash { get; init; } = true;

    /// <summary>Bytes of each segment; the first is enlarged where its descriptor and strings need more.</summary>
    public int[] Segments { get; init; } = [64, 24, 4];

    /// <summary>What the first segment holds after the descriptor; by default what MicroPython v1.25 and later leave there.</summary>
    public string Strings { get; init; } = SysVersion("v1.26.0", "2025-08-09", "ESP32_GENERIC-OTA") + Machine("Generic ESP32 module with OTA with ESP32");

    public int Seed { get; init; } = 1;

    public static AppImage Small { get; } = new();

    public static string SysVersion(string version, string date, string? board = null) =>
        (board is null ? "\0" : $"\0{board}\0") + $"3.4.0; MicroPython {version} on {date}\0";

    public static string Machine(string machine) => $"\0x; {machine}\0";

    public byte[] Build()
    {
        var image = new MemoryStream();
        image.Write(Header());
        var checksum = (byte)0xEF;
        for (var i = 0; i < Segments.Length; i++)
        {
            var data = DataOf(i);
            var header = new byte[SegmentHeaderLength];
            BinaryPrimitives.WriteUInt32LittleEndian(header, 0x3F40_0020u + ((uint)i * 0x10_0000));
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)data.Length);
            image.Write(header);
            image.Write(data);
            checksum = data.Aggregate(checksum, (sum, b) => (byte)(sum ^ b));
        }

        image.Write(new byte[15 - (image.Length % 16)]);
        image.WriteByte(checksum);
        if (HashAppended)
        {
            image.Write(SHA256.HashData(image.ToArray()));
        }

        return image.ToArray();
    }

    private byte[] Header()
    {
        var header = new byte[HeaderLength];
        header[0] = 0xE9;
        header[1] = (byte)Segments.Length;
        header[3] = 0x2F;
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), 0x4008_1234);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(12), Chip);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(15), MinRevision);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(17), MaxRevision);
        header[23] = (byte)(HashAppended ? 1 : 0);
        return header;
    }

    private byte[] DataOf(int segment)
    {
        var front = segment == 0 ? (byte[])[.. Descriptor(), .. Encoding.Latin1.GetBytes(Strings)] : [];
        var data = new byte[(Math.Max(Segments[segment], front.Length) + 3) & ~3];
        new Random(Seed + segment).NextBytes(data);
        front.CopyTo(data, 0);
        return data;
    }

    private byte[] Descriptor()
    {
        var descriptor = new byte[DescriptorLength];
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor, 0xABCD5432);
        Encoding.ASCII.GetBytes(IdfVersion).CopyTo(descriptor, 112);
        if (HasElfHash)
        {
            SHA256.HashData(Encoding.ASCII.GetBytes($"build {Seed}")).CopyTo(descriptor, 144);
        }

        return descriptor;
    }
}
