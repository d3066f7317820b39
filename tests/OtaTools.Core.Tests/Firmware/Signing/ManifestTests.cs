using System.Text;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Tests.Firmware.Signing;

public class ManifestTests
{
    private static readonly ImagePayload Payload = new(new string('a', 64), 1000, 9, 7);

    [Fact]
    public void The_file_is_magic_signature_and_payload()
    {
        var file = Encoding.ASCII.GetString(Manifest.Write("{}"u8, Keys.First));

        file.ShouldBe($"OTATOOLS-MANIFEST-1\n{Convert.ToHexStringLower(Keys.First.Sign("{}"u8))}\n{{}}");
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var signed = Manifest.Read(Manifest.Write("{\n}"u8, Keys.First));
        var unsigned = Manifest.Read(Manifest.Write("{\n}"u8, null));

        signed.Payload.ShouldBe("{\n}"u8.ToArray());
        signed.IsSignedBy(Keys.First.PublicKey).ShouldBeTrue();
        signed.IsSignedBy(Keys.Second.PublicKey).ShouldBeFalse();
        unsigned.Signature.ShouldBeNull();
        unsigned.IsSignedBy(Keys.First.PublicKey).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("OTATOOLS-MANIFEST-1\n")]
    [InlineData("OTATOOLS-MANIFEST-1\r\n-\n{}")]
    [InlineData("OTATOOLS-MANIFEST-1\nABCD\n{}")]
    [InlineData("OTATOOLS-MANIFEST-1\nabc\n{}")]
    [InlineData("OTATOOLS-MANIFEST-1\n -\n{}")]
    public void What_is_no_manifest_is_refused(string text) =>
        Should.Throw<OtaToolsException>(() => Manifest.Read(Encoding.ASCII.GetBytes(text))).Code.ShouldBe(ErrorCode.ManifestInvalid);

    [Fact]
    public void One_that_is_longer_than_boards_read_is_never_written()
    {
        var longest = Manifest.MostBytes - Manifest.Write([], null).Length;

        Manifest.Write(new byte[longest], null).Length.ShouldBe(Manifest.MostBytes);
        Should.Throw<OtaToolsException>(() => Manifest.Write(new byte[longest + 1], null)).Code.ShouldBe(ErrorCode.ManifestInvalid);
    }

    [Fact]
    public void The_payload_of_an_image_has_five_fields_under_their_names()
    {
        Encoding.UTF8.GetString(Payload.ToJson()).ShouldBe($$"""{"kind":"image","sha256":"{{Payload.Sha256}}","size":1000,"chip":9,"sequence":7}""");
        ImagePayload.Read(Payload.ToJson()).ShouldBe(Payload);
    }

    [Theory]
    [InlineData("\"kind\":\"image\"", "\"kind\":\"scripts\"")]
    [InlineData("\"kind\":\"image\",", "")]
    [InlineData("\"size\":1000", "\"size\":0")]
    [InlineData("\"size\":1000", "\"size\":33554433")]
    [InlineData("\"size\":1000", "\"size\":\"1000\"")]
    [InlineData("\"chip\":9", "\"chip\":65536")]
    [InlineData("\"chip\":9", "\"chip\":9,\"chip\":9")]
    [InlineData("\"sequence\":7", "\"sequence\":0")]
    [InlineData("\"sequence\":7", "\"sequence\":7.0")]
    [InlineData("\"sequence\":7", "\"sequence\":9007199254740993")]
    [InlineData(",\"sequence\":7", "")]
    [InlineData("aaaa\"", "\"")]
    [InlineData("aaaa\"", "AAAA\"")]
    [InlineData("}", "}x")]
    public void What_a_board_would_refuse_is_refused(string from, string to)
    {
        var json = Encoding.UTF8.GetString(Payload.ToJson());
        json.ShouldContain(from);

        Should.Throw<OtaToolsException>(() => ImagePayload.Read(Encoding.UTF8.GetBytes(json.Replace(from, to, StringComparison.Ordinal)))).Code.ShouldBe(ErrorCode.ManifestInvalid);
    }
}
