namespace OtaTools.Core.Tests.Firmware.Packing;

/// <summary>Data of many natures from one number: runs, few symbols, copies, noise.</summary>
internal static class SampleData
{
    public static byte[] Of(int seed, int length)
    {
        var random = new Random(seed);
        var data = new byte[length];
        for (var at = 0; at < length;)
        {
            var part = data.AsSpan(at, Math.Min(random.Next(1, 3000), length - at));
            switch (random.Next(4))
            {
                case 0:
                    part.Fill((byte)random.Next(256));
                    break;
                case 1:
                    random.NextBytes(part);
                    break;
                case 2:
                    var symbols = random.Next(1, 20);
                    foreach (ref var b in part)
                    {
                        b = (byte)random.Next(symbols);
                    }

                    break;
                default:
                    var from = random.Next(at + 1);
                    for (var i = 0; i < part.Length; i++)
                    {
                        part[i] = data[from + i];
                    }

                    break;
            }

            at += part.Length;
        }

        return data;
    }

    /// <summary>A later build of it: parts moved, changed all over by little, taken out, put in.</summary>
    public static byte[] Changed(byte[] data, int seed)
    {
        var random = new Random(seed);
        var changed = new List<byte>(data);
        for (var i = random.Next(12); i > 0 && changed.Count > 1; i--)
        {
            var at = random.Next(changed.Count);
            var length = Math.Min(random.Next(5000), changed.Count - at);
            switch (random.Next(4))
            {
                case 0:
                    changed.RemoveRange(at, Math.Min(length, changed.Count - 1));
                    break;
                case 1:
                    changed.InsertRange(at, Of(seed + i, length));
                    break;
                case 2:
                    changed.InsertRange(random.Next(changed.Count), changed.GetRange(at, length));
                    break;
                default:
                    for (var k = at; k < at + length; k += random.Next(1, 60))
                    {
                        changed[k] += (byte)random.Next(1, 9);
                    }

                    break;
            }
        }

        return [.. changed];
    }
}
