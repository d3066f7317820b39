using System.Buffers.Binary;

namespace OtaTools.Core.Firmware.Packing;

/// <summary>Where the first bytes of a place occur in other data.</summary>
internal sealed class SeedIndex(ReadOnlyMemory<byte> data)
{
    public const int SeedLength = 6;

    /// <summary>What is copied of an image itself is in blocks that are written already.</summary>
    public const int OwnDistance = PackFormat.Block;

    private const int HashBits = 18, MostSteps = 24, MostFound = 3, LongEnough = 96;

    private readonly int[] heads = Filled(1 << HashBits), before = new int[data.Length];
    private readonly List<int> found = [];
    private int added;

    /// <summary>Makes known what begins before this place.</summary>
    public void AddUpTo(int end)
    {
        var bytes = data.Span;
        for (; added < end && added + sizeof(ulong) <= bytes.Length; added++)
        {
            var hash = Hash(bytes[added..]);
            before[added] = heads[hash];
            heads[hash] = added;
        }
    }

    /// <summary>The few places that go on alike for longest.</summary>
    public IReadOnlyList<int> Find(ReadOnlySpan<byte> wanted, int at)
    {
        found.Clear();
        if (at + sizeof(ulong) > wanted.Length || added == 0)
        {
            return found;
        }

        var bytes = data.Span;
        var here = wanted.Slice(at, Math.Min(LongEnough, wanted.Length - at));
        var longest = SeedLength - 1;
        var candidate = heads[Hash(here)];
        for (var steps = MostSteps; steps > 0 && candidate >= 0; steps--, candidate = before[candidate])
        {
            var length = here.CommonPrefixLength(bytes[candidate..]);
            if (length > longest)
            {
                longest = length;
                found.Add(candidate);
                if (length == here.Length)
                {
                    break;
                }
            }
        }

        if (found.Count > MostFound)
        {
            found.RemoveRange(0, found.Count - MostFound);
        }

        return found;
    }

    private static int Hash(ReadOnlySpan<byte> bytes) =>
        (int)(((BinaryPrimitives.ReadUInt64LittleEndian(bytes) << (64 - (8 * SeedLength))) * 0x9E3779B97F4A7C15) >> (64 - HashBits));

    private static int[] Filled(int count)
    {
        var array = new int[count];
        Array.Fill(array, -1);
        return array;
    }
}
