using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;
using static OtaTools.Core.Tests.Firmware.Images.Reading;

namespace OtaTools.Core.Tests.Firmware.Images;

/// <summary>Any change of any single byte of an image is detected, or lies where the format does not protect it: which bytes these are.</summary>
public class ProtectedBytesTests
{
    private const int HeaderLength = AppImage.HeaderLength, SegmentHeader = AppImage.SegmentHeaderLength;

    private static readonly int[] Segments = [700, 300, 64, 4];

    [Fact]
    public void The_appended_hash_protects_every_byte() => Unprotected(new AppImage { Segments = Segments }.Build()).ShouldBeEmpty();

    [Fact]
    public void The_checksum_alone_protects_what_is_in_the_segments_and_their_lengths()
    {
        var image = new AppImage { Segments = Segments, HashAppended = false }.Build();
        var segments = Read(image).Segments!;
        var end = (int)(segments[^1].Offset + segments[^1].Length);
        int[] free =
        [
            // SPI mode, speed and flash size, entry point, pins, chip, revisions, reserved; not the magic byte, the count, the hash flag.
            .. Enumerable.Range(2, HeaderLength - 3),
            // Load addresses.
            .. segments.SelectMany(segment => Enumerable.Range((int)segment.Offset - SegmentHeader, 4)),
            // What fills the line up to the checksum.
            .. Enumerable.Range(end, image.Length - 1 - end),
        ];

        Unprotected(image).ShouldBe(free);
    }

    [Fact]
    public void A_full_image_protects_its_partition_table_and_its_app()
    {
        var content = new FlashImage { App = new AppImage { Segments = Segments } }.Build();
        var md5 = FlashImage.TableAt + (FlashImage.OtaRows.Length * 32);
        int[] bytes =
        [
            .. Enumerable.Range(FlashImage.TableAt, md5 + 2 - FlashImage.TableAt), // the rows, and the mark of the MD5; what fills its row counts for nothing
            .. Enumerable.Range(md5 + 16, 16),
            .. Enumerable.Range(FlashImage.AppAt, content.Length - FlashImage.AppAt),
        ];

        foreach (var at in bytes)
        {
            var image = Read(content.With(at, (byte)(content[at] ^ (1 << (at % 8)))));

            (image.Kind == FirmwareKind.FullFlash && image.Problems.SequenceEqual([ImageProblem.NotAnApp])).ShouldBeFalse($"byte 0x{at:X}");
        }
    }

    /// <summary>Bytes that may be changed unseen: each turned in one bit, in all bits, and to a value by chance.</summary>
    private static List<int> Unprotected(byte[] image)
    {
        var random = new Random(7);
        var content = image.ToArray();
        List<int> free = [];
        for (var at = 0; at < image.Length; at++)
        {
            byte[] values = [(byte)(image[at] ^ (1 << (at % 8))), (byte)~image[at], (byte)(image[at] + random.Next(1, 256))];
            var overlooked = values.Count(value =>
            {
                content[at] = value;
                return Read(content).IsUsable;
            });
            content[at] = image[at];
            if (overlooked > 0)
            {
                free.Add(at);
            }
        }

        return free;
    }
}
