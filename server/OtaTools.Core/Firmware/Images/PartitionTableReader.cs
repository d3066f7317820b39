using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Images;

/// <summary>A partition table: rows of 32 bytes, behind them one with the MD5 of the rows, and 0xFF to its end.</summary>
internal static class PartitionTableReader
{
    /// <summary>In the flash of every ESP32 that MicroPython is built for.</summary>
    public const long Place = 0x8000;

    /// <summary>Bytes that rows may take (ESP_PARTITION_TABLE_MAX_LEN).</summary>
    public const int Length = 0xC00;

    private const int RowLength = 32, LabelAt = 12, LabelLength = 16, Md5At = 16, Md5Length = 16;

    public static ReadOnlySpan<byte> RowMagic => [0xAA, 0x50];

    internal static ReadOnlySpan<byte> Md5Magic => [0xEB, 0xEB];

    /// <param name="bytes">From its beginning; what follows it may be there too.</param>
    /// <param name="offset">Said of the result.</param>
    public static (PartitionTable Table, bool Damaged) Read(ReadOnlySpan<byte> bytes, long offset)
    {
        bytes = bytes[..Math.Min(bytes.Length, Length)];
        var rows = new List<PartitionRow>();
        bool? md5 = null;
        var at = 0;
        for (; at + RowLength <= bytes.Length; at += RowLength)
        {
            var row = bytes.Slice(at, RowLength);
            if (row.StartsWith(RowMagic))
            {
                rows.Add(RowOf(row));
            }
            else if (row.StartsWith(Md5Magic) && md5 is null)
            {
                md5 = row.Slice(Md5At, Md5Length).SequenceEqual(Md5Of(bytes[..at]));
            }
            else
            {
                break;
            }
        }

        // Behind the rows there is nothing; a table without an MD5 is one of an old or a special build.
        var isEnded = at + RowLength > bytes.Length ? at == Length : !bytes.Slice(at, RowLength).ContainsAnyExcept((byte)0xFF);
        return (new PartitionTable(offset, rows, md5), md5 == false || !isEnded);
    }

    private static PartitionRow RowOf(ReadOnlySpan<byte> row) => new(
        FixedText.Read(row.Slice(LabelAt, LabelLength)),
        row[2],
        row[3],
        BinaryPrimitives.ReadUInt32LittleEndian(row[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(row[8..]));

    /// <summary>The format's own checksum: it protects from accidents, and from nothing else.</summary>
#pragma warning disable CA5351
    internal static byte[] Md5Of(ReadOnlySpan<byte> rows) => MD5.HashData(rows);
#pragma warning restore CA5351
}
