using System.Buffers.Binary;

namespace OtaTools.Core.Firmware.Packing;

/// <summary>One frame's operations, carried out; see <see cref="FrameWriter"/>.</summary>
internal sealed class FrameReader(Stream data, ReadOnlyMemory<byte> source, byte[] image)
{
    private byte[] control = [];
    private int next, shift;

    public void Read(int start, int end)
    {
        control = Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort))));
        if (control.Length > PackFormat.MostControl)
        {
            throw new InvalidDataException("too many operations");
        }

        for (var at = start; at < end; at += PackFormat.Block)
        {
            ReadBlock(at, Math.Min(at + PackFormat.Block, end));
        }

        if (next != control.Length)
        {
            throw new InvalidDataException("operations after the end");
        }
    }

    private void ReadBlock(int start, int end)
    {
        List<(int At, int Length)> changed = [];
        for (var at = start; at < end;)
        {
            var literal = Number();
            data.ReadExactly(image.AsSpan(at..end)[..literal]);
            at += literal;
            if (at == end)
            {
                break;
            }

            var code = Number();
            var target = image.AsSpan(at..end)[..(code >> 2)];
            var from = Number();
            switch ((CopyKind)(code & 3))
            {
                case CopyKind.Own:
                    image.AsSpan(0, start).Slice(start - from - target.Length, target.Length).CopyTo(target);
                    break;
                case CopyKind.ExactBase or CopyKind.ChangedBase:
                    shift += (from >> 1) ^ -(from & 1);
                    source.Span.Slice(at + shift, target.Length).CopyTo(target);
                    if ((code & 3) == (int)CopyKind.ChangedBase)
                    {
                        changed.Add((at, target.Length));
                    }

                    break;
                default:
                    throw new InvalidDataException("unknown operation");
            }

            if (target.IsEmpty)
            {
                throw new InvalidDataException("a copy of nothing");
            }

            at += target.Length;
        }

        if (changed.Count > PackFormat.MostChanged)
        {
            throw new InvalidDataException("too many changed copies");
        }

        foreach (var (at, length) in changed)
        {
            var differences = Take(length);
            for (var i = 0; i < length; i++)
            {
                image[at + i] += differences[i];
            }
        }
    }

    private int Number()
    {
        var value = 0;
        for (var i = 0; i < PackFormat.MostNumberBytes; i++)
        {
            value |= (control[next] & 0x7F) << (7 * i);
            if (control[next++] < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number that does not end");
    }

    private byte[] Take(int count)
    {
        var taken = new byte[count];
        data.ReadExactly(taken);
        return taken;
    }
}
