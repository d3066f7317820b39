using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Tests.Firmware.Signing;

namespace OtaTools.Core.Tests.Firmware.Releases;

public class ReleasePointerTests
{
    private static readonly ReleasePointer Pointer =
        new(new string('a', 64), 1000, 9, 7, "releases/fw+x-0123456789abcdef.app-bin", "0011223344556677", "v1.26.0+x", 250, ["8899aabbccddeeff"], Packed: true);

    [Fact]
    public void The_payload_is_as_the_page_has_it() => Encoding.ASCII.GetString(Pointer.ToJson()).ShouldBe(
        $$"""{"kind":"image","sha256":"{{new string('a', 64)}}","size":1000,"chip":9,"sequence":7,"url":"releases/fw+x-0123456789abcdef.app-bin","identity":"0011223344556677","version":"v1.26.0+x","share":250,"deltas":["8899aabbccddeeff"],"packed":true}""");

    [Fact]
    public void What_is_written_is_read_back_and_is_the_manifest_of_the_image_too()
    {
        var file = Manifest.Read(Pointer.ToFile(Keys.First));

        file.IsSignedBy(Keys.First.PublicKey).ShouldBeTrue();
        ReleasePointer.Read(file.Payload).ShouldBe(Pointer);
        ImagePayload.Read(file.Payload).ShouldBe(new(Pointer.Sha256, Pointer.Size, Pointer.Chip, Pointer.Sequence));
    }

    [Fact]
    public void The_longest_one_fits_what_boards_read()
    {
        var longest = Pointer with
        {
            Url = string.Concat(Enumerable.Repeat("a/", 99)) + "a",
            Version = new string('v', ReleasePointer.MostVersion),
            Deltas = [.. Enumerable.Repeat("8899aabbccddeeff", ReleasePointer.MostDeltas)],
            Sequence = ImagePayload.MostSequence,
        };
        using var key = SigningKey.Generate(4096);

        longest.IsValid.ShouldBeTrue();
        longest.ToFile(key).Length.ShouldBeLessThanOrEqualTo(Manifest.MostBytes);
    }

    [Theory]
    [InlineData("/x")]
    [InlineData("../x")]
    [InlineData("a/../x")]
    [InlineData("a//x")]
    [InlineData("./x")]
    [InlineData("http://h/x")]
    [InlineData("x?y")]
    [InlineData("x y")]
    [InlineData("")]
    public void A_url_that_leads_out_or_needs_escapes_is_refused(string url) => Refused(Pointer with { Url = url });

    [Fact]
    public void Impossible_values_are_refused()
    {
        Refused(Pointer with { Share = -1 });
        Refused(Pointer with { Share = 10_001 });
        Refused(Pointer with { Identity = "0011" });
        Refused(Pointer with { Identity = "00112233445566AA" });
        Refused(Pointer with { Version = "" });
        Refused(Pointer with { Version = "v 1" });
        Refused(Pointer with { Deltas = ["x"] });
        Refused(Pointer with { Size = 0 });
        Refused(Pointer with { Sequence = 0 });
        Refused(Pointer with { Deltas = [.. Enumerable.Repeat("8899aabbccddeeff", 17)] });
    }

    [Fact]
    public void Any_bytes_are_a_pointer_or_refused() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Refused(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_pointer_with_a_damaged_place_is_a_pointer_or_refused()
    {
        var json = Pointer.ToJson();
        for (var at = 0; at < json.Length; at++)
        {
            var damaged = json.ToArray();
            damaged[at] = (byte)'"';
            try
            {
                ReleasePointer.Read(damaged).IsValid.ShouldBeTrue();
            }
            catch (OtaToolsException e)
            {
                e.Code.ShouldBe(ErrorCode.ManifestInvalid);
            }
        }
    }

    private static void Refused(ReleasePointer pointer) => Refused(pointer.ToJson());

    private static void Refused(byte[] json) => Should.Throw<OtaToolsException>(() => ReleasePointer.Read(json)).Code.ShouldBe(ErrorCode.ManifestInvalid);
}
