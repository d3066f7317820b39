using System.Buffers.Binary;
using System.Security.Cryptography;
using OtaTools.Core.Firmware.Packing.Deflate;

namespace OtaTools.Core.Firmware.Packing;

/// <summary>Makes an image small for the air: alone, or against another that the board runs. The format: server/device/PACKS.md.</summary>
public static class PackWriter
{
    /// <param name="source">What the board runs; null for a pack that needs nothing.</param>
    public static byte[] Write(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte>? source, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        var plan = new CopyPlanner(image, source ?? default, CostsOf(image, parallel)).Plan(cancellationToken);
        var writer = new FrameWriter(image, source ?? default, plan);
        List<(byte[] Data, IReadOnlyList<int> Cuts)> frames = [];
        for (var start = 0; start < image.Length; start += PackFormat.Frame)
        {
            frames.Add(writer.Write(start, Math.Min(start + PackFormat.Frame, image.Length)));
        }

        var encoded = new byte[frames.Count][];
        Parallel.For(0, frames.Count, parallel, i => encoded[i] = DeflateEncoder.Encode(frames[i].Data, frames[i].Cuts));
        return Join(PackHeader.Of(image.Span, source).ToBytes(), encoded);
    }

    private static byte[] Join(byte[] header, byte[][] frames)
    {
        using var output = new MemoryStream();
        output.Write(header);
        var length = new byte[sizeof(int)];
        foreach (var frame in frames)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, frame.Length);
            output.Write(length);
            output.Write(frame);
        }

        return output.ToArray();
    }

    /// <summary>In the same frames as later, so that their windows begin where they will.</summary>
    private static float[] CostsOf(ReadOnlyMemory<byte> image, ParallelOptions parallel)
    {
        var costs = new float[image.Length];
        Parallel.For(0, (image.Length + PackFormat.Frame - 1) / PackFormat.Frame, parallel, i =>
        {
            var start = i * PackFormat.Frame;
            var frame = image[start..Math.Min(image.Length, start + PackFormat.Frame)];
            DeflateEncoder.CostsOf(frame.Span).CopyTo(costs, start);
        });
        return costs;
    }
}
