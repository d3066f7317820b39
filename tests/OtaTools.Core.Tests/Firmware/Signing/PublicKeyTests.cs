using System.Security.Cryptography;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Tests.Firmware.Signing;

public class PublicKeyTests
{
    private static readonly PublicKey Key = Keys.First.PublicKey;

    [Fact]
    public void PEM_and_modulus_are_the_same_key()
    {
        PublicKey.Parse(Keys.First.ToPublicPem()).ShouldBe(Key);
        PublicKey.Parse(Key.Modulus).ShouldBe(Key);
        PublicKey.Parse(" " + Key.Modulus.ToUpperInvariant() + "\n").ShouldBe(Key);
        Key.ShouldNotBe(Keys.Second.PublicKey);
    }

    [Fact]
    public void The_fingerprint_is_of_the_modulus() =>
        Key.Fingerprint.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(Key.Modulus)))[..32]);

    [Fact]
    public void A_private_key_in_its_place_is_refused_by_name() =>
        Refused(Keys.First.ToPem()).Message.ShouldContain("private key");

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("abc")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public void What_is_no_key_is_refused(string text) => Refused(text);

    [Fact]
    public void What_a_board_would_refuse_is_refused()
    {
        var odd = new string('f', 512);
        PublicKey.Parse(odd).Modulus.ShouldBe(odd);

        Refused("7" + odd[1..]);
        Refused("00" + odd);
        Refused(odd[..^1] + "e");
        Refused(odd[2..]);
        Refused(new string('f', 1026));
        using var other = RSA.Create();
        other.ImportFromPem(Keys.First.ToPublicPem());
        var parameters = other.ExportParameters(false);
        parameters.Exponent = [3];
        other.ImportParameters(parameters);
        Refused(other.ExportSubjectPublicKeyInfoPem()).Message.ShouldContain("65537");
    }

    [Fact]
    public void Only_the_key_s_own_signature_of_the_same_bytes_is_right()
    {
        var signature = Keys.First.Sign("payload"u8);

        Key.Verifies("payload"u8, signature).ShouldBeTrue();
        Key.Verifies("payloaD"u8, signature).ShouldBeFalse();
        Keys.Second.PublicKey.Verifies("payload"u8, signature).ShouldBeFalse();
        Key.Verifies("payload"u8, []).ShouldBeFalse();
        Key.Verifies("payload"u8, [0, .. signature]).ShouldBeFalse();
        Key.Verifies("payload"u8, signature.AsSpan(1)).ShouldBeFalse();
    }

    private static OtaToolsException Refused(string text)
    {
        var failure = Should.Throw<OtaToolsException>(() => PublicKey.Parse(text));
        failure.Code.ShouldBe(ErrorCode.SigningKeyUnusable);
        return failure;
    }
}
