using System.Text;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

public sealed class ManifestFileTests : IDisposable
{
    private static readonly byte[] Unsigned = Manifest.Write("{}"u8, null);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_manifest_is_served_as_it_is()
    {
        var file = await FindAsync("OTA/x.app-bin.manifest", Unsigned);

        file.ShouldNotBeNull().Content.ToArray().ShouldBe(Unsigned);
        file.Image.ShouldBeNull();
        file.EntityTag.ShouldMatch("^\"[0-9a-f]{32}\"$");
    }

    [Fact]
    public async Task A_release_pointer_is_served_like_one() => (await FindAsync("ESP32_GENERIC-OTA.release", Unsigned)).ShouldNotBeNull().Content.ToArray().ShouldBe(Unsigned);

    [Theory]
    [InlineData("{\"kind\":\"image\"}")]
    [InlineData("OTATOOLS-MANIFEST-2\n-\n{}")]
    [InlineData("OTATOOLS-MANIFEST-1\n-")]
    [InlineData("password: secret\nOTATOOLS-MANIFEST-1\n-\n{}")]
    [InlineData("")]
    public async Task What_only_has_the_name_of_one_is_not(string content) =>
        (await FindAsync("x.manifest", Encoding.UTF8.GetBytes(content))).ShouldBeNull();

    [Fact]
    public async Task Neither_is_one_that_no_board_would_read() =>
        (await FindAsync("x.manifest", [.. Unsigned, .. new byte[Manifest.MostBytes]])).ShouldBeNull();

    [Theory]
    [InlineData("x.txt")]
    [InlineData(".manifest")]
    [InlineData(".git/x.manifest")]
    public async Task One_under_another_or_a_hidden_name_is_not_served(string name) => (await FindAsync(name, Unsigned)).ShouldBeNull();

    private async Task<ServedFile?> FindAsync(string name, byte[] content)
    {
        folder.Write(name, content);
        return (await new FirmwareFolder(folder.Root).FindAsync("/" + name, CancellationToken.None)).File;
    }
}
