using System.Buffers.Binary;
using System.Text;
using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Conversion;

/// <summary>esp_partition_info_t of ESP-IDF's esp_flash_partitions.h: rows of 32 bytes, then the MD5 of them, then blank flash.</summary>
internal static class PartitionTableWriter
{
    private const int RowLength = 32, LabelOffset = 12, LabelLength = 16, Md5Offset = 16;

    public static byte[] Write(IReadOnlyList<PartitionRow> rows)
    {
        var table = new byte[OtaLayout.TableLength];
        Array.Fill(table, (byte)0xFF);
        var used = rows.Count * RowLength;
        for (var i = 0; i < rows.Count; i++)
        {
            WriteRow(table.AsSpan(i * RowLength, RowLength), rows[i]);
        }

        PartitionTableReader.Md5Magic.CopyTo(table.AsSpan(used));
        PartitionTableReader.Md5Of(table.AsSpan(0, used)).CopyTo(table, used + Md5Offset);
        return table;
    }

    private static void WriteRow(Span<byte> target, PartitionRow row)
    {
        target.Clear();
        PartitionTableReader.RowMagic.CopyTo(target);
        target[2] = (byte)row.Type;
        target[3] = (byte)row.Subtype;
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], (uint)row.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], (uint)row.Size);
        Encoding.ASCII.GetBytes(row.Label).CopyTo(target.Slice(LabelOffset, LabelLength));
    }
}
