using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;
using static OtaTools.Core.Tests.Firmware.Images.Reading;

namespace OtaTools.Core.Tests.Firmware.Images;

public class SignatureMarksTests
{
    private static readonly byte[] App = AppImage.Small.Build();

    [Fact]
    public void The_first_scheme_is_68_bytes_behind_the_image() => SchemeBehind(new byte[68]).ShouldBe("Secure Boot v1");

    [Theory]
    [InlineData(2, "Secure Boot v2, RSA")]
    [InlineData(3, "Secure Boot v2, ECDSA")]
    [InlineData(9, null)]
    public void The_second_is_a_sector(byte version, string? scheme)
    {
        var padding = (4096 - (App.Length % 4096)) % 4096;
        var behind = new byte[padding + 4096];
        (behind[padding], behind[padding + 1]) = (0xE7, version);

        SchemeBehind(behind).ShouldBe(scheme);
    }

    [Fact]
    public void Other_bytes_are_none()
    {
        SchemeBehind([]).ShouldBeNull();
        SchemeBehind(new byte[67]).ShouldBeNull();
        SchemeBehind([.. Enumerable.Repeat((byte)0xFF, 68)]).ShouldBeNull();
        SchemeBehind(new byte[9000]).ShouldBeNull();
    }

    private static string? SchemeBehind(byte[] behind)
    {
        var image = Read([.. App, .. behind]);
        image.IsUsable.ShouldBeTrue();
        image.TrailingBytes.ShouldBe(behind.Length);
        return image.Signature;
    }
}
