using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Files;

namespace OtaTools.Core.Tests.Device.Files;

public class BlockCompressorTests
{
    [Fact]
    public void Any_content_comes_out_as_it_went_in()
    {
        var contents =
            from length in Gen.Choose(0, 40_000)
            from alphabet in Gen.Choose(1, 256)
            from seed in Gen.Choose(0, 1000)
            select (length, alphabet, seed);

        Prop.ForAll(contents.ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (c, deflate) =>
        {
            var random = new Random(c.seed);
            var content = Enumerable.Range(0, c.length).Select(_ => (byte)random.Next(c.alphabet)).ToArray();

            var packed = BlockCompressor.For(content, deflate);

            Unpack(packed).ShouldBe(content);
            packed.Blocks.Sum(block => block.Length).ShouldBeLessThanOrEqualTo(content.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Source_code_gets_much_smaller() =>
        BlockCompressor.For(DeviceScripts.OtaPy, deflate: true).Blocks.Sum(block => block.Length).ShouldBeLessThan(DeviceScripts.OtaPy.Length / 2);

    [Fact]
    public void What_does_not_get_smaller_goes_as_it_is()
    {
        var noise = new byte[10_000];
        new Random(1).NextBytes(noise);

        BlockCompressor.For(noise, deflate: true).WindowBits.ShouldBe(0);
    }

    [Fact]
    public void A_board_without_inflate_gets_it_plain()
    {
        var packed = BlockCompressor.For(new byte[10_000], deflate: false);

        packed.WindowBits.ShouldBe(0);
        packed.Blocks.Sum(block => block.Length).ShouldBe(10_000);
    }

    [Fact]
    public void Nothing_is_no_block() => BlockCompressor.For([], deflate: true).Blocks.ShouldBeEmpty();

    [Fact]
    public void Every_block_fits_the_four_digits_of_its_header_even_if_all_of_it_is_escaped()
    {
        foreach (var deflate in new[] { true, false })
        {
            BlockCompressor.For(Enumerable.Repeat((byte)0x10, 100_000).ToArray(), deflate).Blocks.ShouldAllBe(block => block.Length * 2 <= 0xFFFF);
        }
    }

    private static byte[] Unpack(BlockCompressor packed) => packed.WindowBits == 0
        ? [.. packed.Blocks.SelectMany(block => block)]
        : [.. packed.Blocks.SelectMany(block => Inflate(block, 1 << packed.WindowBits))];

    /// <summary>Each block by itself, and no block larger than the window that the board reserves.</summary>
    private static byte[] Inflate(byte[] block, int window)
    {
        using var inflate = new DeflateStream(new MemoryStream(block), CompressionMode.Decompress);
        using var content = new MemoryStream();
        inflate.CopyTo(content);
        content.Length.ShouldBeLessThanOrEqualTo(window);
        return content.ToArray();
    }
}
