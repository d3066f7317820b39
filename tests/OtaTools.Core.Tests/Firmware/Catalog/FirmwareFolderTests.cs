using OtaTools.Core.Firmware.Catalog;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

public sealed class FirmwareFolderTests : IDisposable
{
    private static readonly byte[] Image = AppImage.Small.Build();

    private readonly TemporaryFolder outside = new();
    private readonly FirmwareFolder folder;

    public FirmwareFolderTests()
    {
        Write("root/OTA/x.app-bin", Image);
        Write("root/.git/x.app-bin", Image);
        Write("root/.hidden.app-bin", Image);
        Write("secret.app-bin", Image);
        folder = new FirmwareFolder(outside.PathOf("root"));
    }

    public void Dispose() => outside.Dispose();

    [Theory]
    [InlineData("/OTA/../../secret.app-bin")]
    [InlineData("/../secret.app-bin")]
    [InlineData("/..")]
    [InlineData("/./OTA/x.app-bin")]
    [InlineData("/OTA/../OTA/x.app-bin")]
    [InlineData("/..\\secret.app-bin")]
    [InlineData("/OTA\\x.app-bin")]
    [InlineData("//OTA/x.app-bin")]
    [InlineData("/OTA//x.app-bin")]
    [InlineData("/OTA/x.app-bin/")]
    [InlineData("/C:/secret.app-bin")]
    [InlineData("/OTA/x.app-bin::$DATA")]
    [InlineData("/OTA/x.app-bin\0")]
    [InlineData("/OTA/\0/x.app-bin")]
    [InlineData("/OTA/x.app-bin\r\n")]
    [InlineData("/OTA/\u0085x.app-bin")]
    [InlineData("/.hidden.app-bin")]
    [InlineData("/.git/x.app-bin")]
    [InlineData("/OTA")]
    [InlineData("/OTA/")]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("/missing.app-bin")]
    [InlineData("/OTA/x.app-bin/deeper")]
    public async Task Paths_that_lead_nowhere(string path) => (await FindAsync(path)).ShouldBeNull();

    [Fact]
    public async Task An_absolute_path_is_looked_for_below_the_root() => (await FindAsync("/" + outside.PathOf("secret.app-bin"))).ShouldBeNull();

    [Fact]
    public async Task A_path_longer_than_any_file_system_allows_is_no_failure() => (await FindAsync("/" + new string('a', 70_000))).ShouldBeNull();

    [Theory]
    [InlineData("OTA/x.app-bin")]
    [InlineData("with space.app-bin")]
    [InlineData("ファーム ü.app-bin")]
    [InlineData("50%.app-bin")]
    [InlineData("a%2Fb.app-bin")]
    [InlineData("a+b&c#d?e.app-bin")]
    [InlineData("no extension")]
    [InlineData("deep/er/and/deeper/x..y.bin")]
    public async Task Names_of_every_kind_are_found_by_the_URL_that_is_told_for_them(string name)
    {
        var path = Write("root/" + name, Image);

        var url = folder.UrlPathOf(path).ShouldNotBeNull();

        (await FindAsync(Uri.UnescapeDataString(url))).ShouldNotBeNull().Content.ToArray().ShouldBe(Image);
    }

    [Theory]
    [InlineData("secret.app-bin")]
    [InlineData("rooted/x.app-bin")]
    [InlineData("root/../secret.app-bin")]
    public void A_file_outside_has_no_URL(string name) => folder.UrlPathOf(outside.PathOf(name)).ShouldBeNull();

    [Theory]
    [InlineData("root/.build/x.app-bin")]
    [InlineData("root/.x.app-bin")]
    [InlineData("root/a:b.app-bin")]
    public void A_file_that_is_never_served_has_no_URL(string name) => folder.UrlPathOf(outside.PathOf(name)).ShouldBeNull();

    [Fact]
    public async Task A_replaced_file_gets_another_ETag_and_the_old_one_gets_the_old_back()
    {
        var first = await FindAsync("/OTA/x.app-bin");
        Write("root/OTA/x.app-bin", new AppImage { Seed = 7 }.Build());
        var second = await FindAsync("/OTA/x.app-bin");
        Write("root/OTA/x.app-bin", Image);
        var third = await FindAsync("/OTA/x.app-bin");

        second!.EntityTag.ShouldNotBe(first!.EntityTag);
        third!.EntityTag.ShouldBe(first.EntityTag);
        first.Content.ToArray().ShouldBe(Image, "a running download keeps its bytes");
    }

    [Fact]
    public async Task ETags_are_strong_and_of_the_content_alone()
    {
        Write("root/copy.bin", Image);

        var tag = (await FindAsync("/copy.bin"))!.EntityTag;

        tag.ShouldMatch("^\"[0-9a-f]+\"$");
        tag.ShouldBe((await FindAsync("/OTA/x.app-bin"))!.EntityTag);
    }

    [Fact]
    public async Task A_file_that_becomes_bad_is_not_served_and_the_reason_is_told()
    {
        (await FindAsync("/OTA/x.app-bin")).ShouldNotBeNull();
        Write("root/OTA/x.app-bin", Image[..^5]);

        var (file, why) = await folder.FindAsync("/OTA/x.app-bin", CancellationToken.None);

        file.ShouldBeNull();
        why.ShouldNotBeEmpty();
        File.Delete(outside.PathOf("root/OTA/x.app-bin"));
        (await FindAsync("/OTA/x.app-bin")).ShouldBeNull();
    }

    [Fact]
    public void A_folder_that_is_missing_is_named()
    {
        var failure = Should.Throw<OtaToolsException>(() => new FirmwareFolder(outside.PathOf("nowhere")));

        failure.Code.ShouldBe(ErrorCode.ServeFolderMissing);
        failure.Message.ShouldContain("nowhere");
    }

    private string Write(string name, byte[] content) => outside.Write(name, content);

    private async Task<ServedFile?> FindAsync(string path) => (await folder.FindAsync(path, CancellationToken.None).Soon()).File;
}
