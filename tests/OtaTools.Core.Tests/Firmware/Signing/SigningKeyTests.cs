using System.Security.Cryptography;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Tests.Firmware.Signing;

public class SigningKeyTests
{
    [Fact]
    public void A_new_key_has_3072_bits_and_the_one_exponent()
    {
        using var key = SigningKey.Generate();
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.ToPem());

        rsa.KeySize.ShouldBe(3072);
        rsa.ExportParameters(false).Exponent.ShouldBe([1, 0, 1]);
        key.PublicKey.Modulus.Length.ShouldBe(768);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1024)]
    [InlineData(2049)]
    [InlineData(16384)]
    public void No_other_sizes_are_made(int bits) => Refused(() => SigningKey.Generate(bits)).Code.ShouldBe(ErrorCode.SigningKeyUnusable);

    [Fact]
    public void PEM_brings_the_same_key_back()
    {
        using var again = SigningKey.FromPem(Keys.First.ToPem());

        again.PublicKey.ShouldBe(Keys.First.PublicKey);
        again.Sign("payload"u8).ShouldBe(Keys.First.Sign("payload"u8), "this kind of signature has no chance in it");
    }

    [Fact]
    public void PKCS_1_is_taken_as_well()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Keys.First.ToPem());

        using var key = SigningKey.FromPem(rsa.ExportRSAPrivateKeyPem());

        key.PublicKey.ShouldBe(Keys.First.PublicKey);
    }

    [Fact]
    public void A_passphrase_encrypts_it_and_brings_it_back()
    {
        var pem = Keys.First.ToPem("合言葉 1");

        SigningKey.IsEncrypted(pem).ShouldBeTrue();
        using var key = SigningKey.FromPem(pem, "合言葉 1");
        key.PublicKey.ShouldBe(Keys.First.PublicKey);
        Refused(() => SigningKey.FromPem(pem, "another")).Code.ShouldBe(ErrorCode.SigningKeyPassphrase);
        Refused(() => SigningKey.FromPem(pem)).Code.ShouldBe(ErrorCode.SigningKeyPassphrase);
    }

    [Fact]
    public void A_public_key_cannot_sign() => Refused(() => SigningKey.FromPem(Keys.First.ToPublicPem())).Code.ShouldBe(ErrorCode.SigningKeyUnusable);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nno base64!\n-----END PRIVATE KEY-----")]
    public void What_is_no_key_is_refused_and_nothing_of_it_is_told(string pem)
    {
        var failure = Refused(() => SigningKey.FromPem(pem));

        failure.Code.ShouldBe(ErrorCode.SigningKeyUnusable);
        failure.InnerException.ShouldBeNull();
    }

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        using var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var small = RSA.Create(1024);

        Refused(() => SigningKey.FromPem(elliptic.ExportPkcs8PrivateKeyPem())).Code.ShouldBe(ErrorCode.SigningKeyUnusable);
        Refused(() => SigningKey.FromPem(small.ExportPkcs8PrivateKeyPem())).Code.ShouldBe(ErrorCode.SigningKeyUnusable);
    }

    [Fact]
    public void A_key_does_not_show_itself() => Keys.First.ToString()!.ShouldNotContain(Keys.First.ToPem().Split('\n')[1]);

    private static OtaToolsException Refused(Action action) => Should.Throw<OtaToolsException>(action);
}
