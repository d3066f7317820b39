using System.IO.Compression;
using OtaTools.Core.Firmware.Packing.Deflate;

namespace OtaTools.Core.Tests.Firmware.Packing;

public class DeflateEncoderTests
{
    [Fact]
    public void What_was_encoded_comes_out_of_another_decoder()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var data = SampleData.Of(seed, 1 + (seed * 397 % 70_000));
            int[] cuts = [data.Length / 3, data.Length / 2, data.Length - 1];

            Inflate(DeflateEncoder.Encode(data, cuts)).ShouldBe(data, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(258)]
    [InlineData(200_000)]
    public void A_run_of_one_byte_comes_out(int length)
    {
        Inflate(DeflateEncoder.Encode(new byte[length], [])).ShouldBe(new byte[length]);
    }

    [Fact]
    public void Noise_grows_by_little()
    {
        var noise = new byte[50_000];
        new Random(1).NextBytes(noise);

        DeflateEncoder.Encode(noise, []).Length.ShouldBeLessThan(50_300);
    }

    [Fact]
    public void Nothing_is_copied_from_more_than_4_KiB_before()
    {
        // Noise of 4,097 bytes, twice: only a larger window could say the second one as a copy.
        var noise = new byte[DeflateFormat.Window + 1];
        new Random(2).NextBytes(noise);

        DeflateEncoder.Encode([.. noise, .. noise], []).Length.ShouldBeGreaterThan(2 * noise.Length);
        DeflateEncoder.Encode([.. noise[1..], .. noise[1..]], []).Length.ShouldBeLessThan(noise.Length + 200);
    }

    [Fact]
    public void It_says_less_than_zlib_at_its_best_where_the_window_is_no_matter()
    {
        var random = new Random(3);
        string[] words = [.. Enumerable.Range(0, 400).Select(_ => new string([.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)random.Next('a', 'z'))]))];
        var text = System.Text.Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, 4000).Select(_ => words[(int)(400 * Math.Pow(random.NextDouble(), 3))])))[..DeflateFormat.Window];
        using var other = new MemoryStream();
        using (var zlib = new DeflateStream(other, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(text);
        }

        DeflateEncoder.Encode(text, []).Length.ShouldBeLessThan((int)other.Length);
    }

    private static byte[] Inflate(byte[] encoded)
    {
        using var stream = new DeflateStream(new MemoryStream(encoded), CompressionMode.Decompress);
        using var output = new MemoryStream();
        stream.CopyTo(output);
        return output.ToArray();
    }
}
