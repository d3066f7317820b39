using System.Security.Cryptography;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;
using static OtaTools.Core.Tests.Firmware.Images.Reading;

namespace OtaTools.Core.Tests.Firmware.Images;

public class EspImageReaderTests
{
    [Fact]
    public void What_it_says_of_itself_commands_no_terminal() =>
        Read(new AppImage { IdfVersion = "v5\u001b[2J\u0007\r\n" }.Build()).IdfVersion.ShouldBe("v5?[2J???");

    [Fact]
    public void A_whole_image_is_usable_and_tells_what_it_is()
    {
        var content = new AppImage { Chip = 9, MinRevision = 3, MaxRevision = 99, IdfVersion = "v5.5.1" }.Build();

        var image = Read(content);

        image.IsUsable.ShouldBeTrue();
        image.Kind.ShouldBe(FirmwareKind.App);
        image.Length.ShouldBe(content.Length);
        image.ImageLength.ShouldBe(content.Length);
        (image.ChipId, image.Chip).ShouldBe((9, "ESP32-S3"));
        (image.MinChipRevision, image.MaxChipRevision).ShouldBe((3, 99));
        image.IdfVersion.ShouldBe("v5.5.1");
        image.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(0, content.Length - 32))));
        image.AppElfSha256.ShouldBe(Convert.ToHexStringLower(content.AsSpan(32 + 144, 32)));
    }

    [Fact]
    public void Segments_are_listed_where_they_lie()
    {
        var content = new AppImage { Segments = [512, 100, 0, 8] }.Build();

        var segments = Read(content).Segments.ShouldNotBeNull();

        segments.Select(s => s.Length).ShouldBe([512, 100, 0, 8]);
        segments.Select(s => s.Offset).ShouldBe([32, 552, 660, 668]);
        segments[1].LoadAddress.ShouldBe(0x3F50_0020u);
    }

    [Fact]
    public void An_image_without_appended_hash_is_usable_by_its_checksum()
    {
        var image = Read(new AppImage { HashAppended = false }.Build());

        image.IsUsable.ShouldBeTrue();
        image.Sha256.ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void As_many_segments_as_the_format_allows(int count) =>
        Read(new AppImage { Segments = [.. Enumerable.Repeat(16, count)] }.Build()).IsUsable.ShouldBeTrue();

    [Fact]
    public void A_checksum_that_fills_its_own_line_of_16_is_found()
    {
        // Segments that end on a multiple of 16 are followed by 16 bytes, not by none.
        foreach (var length in Enumerable.Range(0, 8).Select(i => 400 + (i * 4)))
        {
            Read(new AppImage { Segments = [length] }.Build()).IsUsable.ShouldBeTrue($"{length} B");
        }
    }

    [Fact]
    public void What_follows_the_image_is_not_part_of_it()
    {
        var content = AppImage.Small.Build();

        var image = Read([.. content, .. new byte[68]]); // an ECDSA signature, for one

        image.IsUsable.ShouldBeTrue();
        image.ImageLength.ShouldBe(content.Length);
    }

    [Fact]
    public void An_image_larger_than_every_buffer_is_read_whole()
    {
        var content = new AppImage { Segments = [400_000, 123_456, 1000] }.Build();

        Read(content).IsUsable.ShouldBeTrue();
        Read(content.With(500_000, (byte)(content[500_000] ^ 1))).Problems.ShouldBe([ImageProblem.ChecksumWrong, ImageProblem.HashWrong]);
    }

    [Fact]
    public void An_unset_build_hash_is_no_build_hash() =>
        Read(new AppImage().Build().With(32 + 144, new byte[32])).AppElfSha256.ShouldBeNull();

    [Fact]
    public void An_unknown_chip_is_named_by_its_number() => Read(new AppImage { Chip = 777 }.Build()).Chip.ShouldBe("chip 777");

    [Fact]
    public async Task Cancelling_stops_the_reading()
    {
        using var content = new MemoryStream(AppImage.Small.Build());

        await Should.ThrowAsync<OperationCanceledException>(() => EspImageReader.ReadAsync(content, content.Length, new CancellationToken(canceled: true)));
    }
}
