using System.Buffers.Binary;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;
using static OtaTools.Core.Tests.Firmware.Images.Reading;

namespace OtaTools.Core.Tests.Firmware.Images;

public class DamagedImageTests
{
    private const int FirstSegment = AppImage.HeaderLength;

    private readonly byte[] valid = AppImage.Small.Build();

    [Fact]
    public void No_beginning_of_an_image_is_usable()
    {
        for (var length = 0; length < valid.Length; length++)
        {
            var image = Read(valid[..length]);

            image.IsUsable.ShouldBeFalse($"{length} B");
            image.Problems.ShouldBe([length < 0x24 ? ImageProblem.NotAnApp : ImageProblem.Truncated], $"{length} B");
        }
    }

    [Fact]
    public void A_file_that_is_shorter_than_the_file_system_said_is_cut_off() =>
        Read(valid[..^1], valid.Length).Problems.ShouldBe([ImageProblem.Truncated]);

    [Fact]
    public void A_wrong_checksum_alone() =>
        Read(new AppImage { HashAppended = false }.Build().With(^1, 1)).Problems.ShouldBe([ImageProblem.ChecksumWrong]);

    [Fact]
    public void A_wrong_hash_alone() => Read(valid.With(^1, 1)).Problems.ShouldBe([ImageProblem.HashWrong]);

    [Fact]
    public void A_change_that_the_checksum_cannot_see_is_seen_by_the_hash()
    {
        // The same bit twice: the XOR stays.
        var changed = valid.With(0x20 + 20, (byte)(valid[0x20 + 20] ^ 8), (byte)(valid[0x20 + 21] ^ 8));

        Read(changed).Problems.ShouldBe([ImageProblem.HashWrong]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(255)]
    public void A_segment_count_that_cannot_be(byte count) =>
        Read(valid.With(1, count)).Problems.ShouldBe([ImageProblem.HeaderDamaged]);

    [Fact]
    public void More_segments_than_there_are() => Read(valid.With(1, 16)).IsUsable.ShouldBeFalse();

    [Theory]
    [InlineData(0xFFFF_FFFF)]
    [InlineData(0x8000_0000)]
    [InlineData(0x7FFF_FFFF)]
    public void A_segment_longer_than_any_flash(uint length) =>
        Read(valid.With(FirstSegment + 4, LittleEndian(length))).Problems.ShouldBe([ImageProblem.Truncated]);

    [Fact]
    public void Lengths_that_add_up_to_4_GiB_do_not_come_round_to_the_beginning()
    {
        var first = BinaryPrimitives.ReadUInt32LittleEndian(valid.AsSpan(FirstSegment + 4));
        var second = FirstSegment + AppImage.SegmentHeaderLength + (int)first;
        var back = unchecked(0u - (uint)(second + AppImage.SegmentHeaderLength)); // 32-bit arithmetic would land on offset 0

        Read(valid.With(second + 4, LittleEndian(back))).Problems.ShouldBe([ImageProblem.Truncated]);
    }

    [Fact]
    public void A_length_that_lies_within_a_stated_but_missing_end_costs_no_memory()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Read(valid.With(FirstSegment + 4, LittleEndian(0xFFFF_FFF0)), length: 0x1_0000_1000).Problems.ShouldBe([ImageProblem.HeaderDamaged]);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(64 << 20);
    }

    [Theory]
    [InlineData(0x0100_0000u)]
    [InlineData(301u)]
    public void A_segment_length_that_the_bootloader_refuses_by_itself(uint length) =>
        Read(valid.With(FirstSegment + 4, LittleEndian(length)), length: 1L << 32).Problems.ShouldBe([ImageProblem.HeaderDamaged]);

    [Fact]
    public void More_than_a_chip_can_map_is_not_read_to_its_end()
    {
        var content = new byte[40 << 20];
        valid.AsSpan(0, AppImage.HeaderLength + AppImage.SegmentHeaderLength + AppImage.DescriptorLength).CopyTo(content);
        const int length = 0xFF_FFF0;
        for (int i = 0, at = FirstSegment; i < 2; i++, at += AppImage.SegmentHeaderLength + length)
        {
            LittleEndian(length).CopyTo(content, at + 4);
        }

        LittleEndian(length).CopyTo(content, FirstSegment + (2 * (AppImage.SegmentHeaderLength + length)) + 4);

        Read(content, length: 1L << 40).Problems.ShouldBe([ImageProblem.HeaderDamaged]);
    }

    private static byte[] LittleEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}

internal static class FromTheEnd
{
    /// <summary>Turns one bit of a byte, counted from the end.</summary>
    public static byte[] With(this byte[] content, Index at, byte flip)
    {
        var changed = content.ToArray();
        changed[at] ^= flip;
        return changed;
    }
}
