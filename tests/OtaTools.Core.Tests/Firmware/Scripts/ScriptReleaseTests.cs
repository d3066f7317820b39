using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OtaTools.Core.Device;
using OtaTools.Core.Firmware.Scripts;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Scripts;

public class ScriptReleaseTests
{
    private static readonly ScriptRelease Release = new("1.2.3", 1002003, [new("ota.py", "import this"u8.ToArray()), new("ota_net.py", [])]);

    [Theory]
    [InlineData("0.1.0", 1000)]
    [InlineData("1.2.3", 1002003)]
    [InlineData("12.0.7-preview.4", 12000007)]
    [InlineData("1.2", 0)]
    [InlineData("1.2.1000", 0)]
    [InlineData("one", 0)]
    [InlineData("1.-2.3", 0)]
    [InlineData("", 0)]
    public void A_version_has_a_sequence(string version, long sequence) => ScriptRelease.SequenceOf(version).ShouldBe(sequence);

    [Fact]
    public void The_manifest_lists_every_file_with_its_hash_and_size()
    {
        var text = Encoding.UTF8.GetString(Release.ToManifest(null));

        var lines = text.Split('\n');
        lines.Length.ShouldBe(3);
        lines[..2].ShouldBe(["OTATOOLS-MANIFEST-1", "-"]);
        var hash = Convert.ToHexStringLower(SHA256.HashData("import this"u8));
        var empty = Convert.ToHexStringLower(SHA256.HashData([]));
        lines[2].ShouldBe(
            $$"""{"kind":"scripts","version":"1.2.3","sequence":1002003,"files":[{"name":"ota.py","sha256":"{{hash}}","size":11},{"name":"ota_net.py","sha256":"{{empty}}","size":0}]}""");
    }

    [Fact]
    public void A_release_of_all_scripts_fits_what_a_board_reads_signed_with_the_longest_key()
    {
        using var key = SigningKey.Generate(4096);
        var release = new ScriptRelease(DeviceScripts.Version, 1, [.. DeviceScripts.Renewable.Select(script => new ScriptFile(script.Name, script.Content))]);

        var manifest = release.ToManifest(key);

        manifest.Length.ShouldBeLessThanOrEqualTo(Manifest.MostBytes);
        Manifest.Read(manifest).IsSignedBy(key.PublicKey).ShouldBeTrue();
        JsonDocument.Parse(Manifest.Read(manifest).Payload).RootElement.GetProperty("files").GetArrayLength().ShouldBe(DeviceScripts.Renewable.Count);
    }

    [Fact]
    public void Only_a_file_with_the_listed_content_is_listed()
    {
        var manifest = Release.ToManifest(null);

        ScriptRelease.Lists(manifest, "ota.py", "import this"u8.ToArray()).ShouldBeTrue();
        ScriptRelease.Lists(manifest, "ota.py", "import that"u8.ToArray()).ShouldBeFalse();
        ScriptRelease.Lists(manifest, "secret.py", "import this"u8.ToArray()).ShouldBeFalse();
        ScriptRelease.Lists("OTATOOLS-MANIFEST-1\n-\n{\"files\":7}"u8, "ota.py", []).ShouldBeFalse();
        ScriptRelease.Lists("OTATOOLS-MANIFEST-1\n-\n{}"u8, "ota.py", []).ShouldBeFalse();
        ScriptRelease.Lists("no manifest"u8, "ota.py", []).ShouldBeFalse();
    }

    [Fact]
    public void A_release_is_written_as_files_and_again_over_an_older_one()
    {
        using var folder = new TemporaryFolder();
        ScriptFolder.Write(folder.Root, Release with { Files = [new("ota.py", "older"u8.ToArray())] }, null);

        var manifest = ScriptFolder.Write(folder.Root, Release, null);

        manifest.ShouldBe(Path.Combine(folder.Root, "ota-scripts.manifest"));
        File.ReadAllBytes(manifest).ShouldBe(Release.ToManifest(null));
        File.ReadAllText(Path.Combine(folder.Root, "ota-scripts", "ota.py")).ShouldBe("import this");
        Directory.GetFileSystemEntries(folder.Root).Length.ShouldBe(2);
        Directory.GetFiles(Path.Combine(folder.Root, "ota-scripts")).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((1L << 53) + 1)]
    public void A_sequence_that_no_board_takes_is_refused(long sequence)
    {
        using var folder = new TemporaryFolder();

        Should.Throw<OtaToolsException>(() => ScriptFolder.Write(folder.Root, Release with { Sequence = sequence }, null)).Code.ShouldBe(ErrorCode.ManifestNotWritten);
    }
}
