using OtaTools.Core.Firmware.Conversion;
using OtaTools.Core.Tests.Firmware.Images;

namespace OtaTools.Core.Tests.Firmware.Conversion;

public class BootloaderImageTests
{
    private const long MiB = 1024 * 1024;

    private static readonly byte[] Valid = new FlashFile().Bootloader();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 4)]
    [InlineData(4, 16)]
    [InlineData(7, 128)]
    public void The_header_says_how_large_the_flash_is(int code, int mebibytes) =>
        Read(new FlashFile { SizeCode = code }.Bootloader()).FlashSize.ShouldBe(mebibytes * MiB);

    [Fact]
    public void A_code_without_a_meaning_is_no_size() => Read(new FlashFile { SizeCode = 9 }.Bootloader()).FlashSize.ShouldBeNull();

    [Fact]
    public void The_same_size_changes_no_byte() => Read(Valid).WithFlashSize(4 * MiB).ShouldBe(Valid);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_size_gives_what_a_build_for_that_size_gives(bool hashed)
    {
        var changed = Read(new FlashFile { BootloaderHashed = hashed }.Bootloader()).WithFlashSize(8 * MiB);

        changed.ShouldBe(new FlashFile { BootloaderHashed = hashed, SizeCode = 3 }.Bootloader());
    }

    [Fact]
    public void It_is_found_where_a_whole_flash_was_read_out()
    {
        byte[] before = [.. Enumerable.Repeat((byte)0xFF, 0x1000), .. Valid];

        Read(before).WithFlashSize(8 * MiB).ShouldBe([.. before[..0x1000], .. new FlashFile { SizeCode = 3 }.Bootloader()]);
    }

    [Fact]
    public void What_is_signed_stays_as_it_is()
    {
        var signed = Read([.. Valid, .. Enumerable.Repeat((byte)0xFF, 100), 0xE7, 2, 0, 0]);

        signed.WithFlashSize(8 * MiB).ShouldBeNull();
        signed.WithFlashSize(4 * MiB).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(3 * MiB)]
    [InlineData(256 * MiB)]
    [InlineData(0)]
    public void A_size_that_no_header_can_name_is_refused(long size) => Read(Valid).WithFlashSize(size).ShouldBeNull();

    [Fact]
    public void Damage_of_any_byte_is_found_and_no_half_is_taken()
    {
        for (var at = 0; at < Valid.Length; at++)
        {
            // Byte 23 says whether there is a hash to be held to.
            if (at != 23)
            {
                BootloaderImage.Read(Valid.With(at, (byte)(Valid[at] ^ (1 << (at % 8))))).ShouldBeNull($"byte {at}");
            }

            BootloaderImage.Read(Valid.AsSpan(0, at)).ShouldBeNull($"{at} bytes");
        }
    }

    private static BootloaderImage Read(byte[] region) => BootloaderImage.Read(region).ShouldNotBeNull();
}
