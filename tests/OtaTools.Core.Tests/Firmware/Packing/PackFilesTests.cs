using OtaTools.Core.Firmware.Packing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Packing;

public sealed class PackFilesTests : IDisposable
{
    private static readonly byte[] Before = new AppImage { Seed = 1, Segments = [20_000, 16] }.Build();
    private static readonly byte[] After = new AppImage { Seed = 2, Segments = [20_000, 16] }.Build();

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("/OTA/x.app-bin.pack", "/OTA/x.app-bin", null)]
    [InlineData("/x.app-bin.from-0123456789abcdef.pack", "/x.app-bin", "0123456789abcdef")]
    [InlineData("/x.from-0123.pack", "/x.from-0123", null)]
    [InlineData("/x.from-0123456789ABCDEF.pack", "/x.from-0123456789ABCDEF", null)]
    public void A_pack_s_name_says_what_it_is_of(string name, string image, string? identity)
    {
        PackFiles.Parse(name).ShouldBe((image, identity));
        PackFiles.NameOf(image, identity).ShouldBe(name);
    }

    [Fact]
    public void Other_names_are_no_packs() => PackFiles.Parse("/x.app-bin").ShouldBeNull();

    [Fact]
    public async Task Packs_are_written_beside_the_image_and_nothing_else_is()
    {
        var (image, old) = (folder.Write("new.app-bin", After), folder.Write("old.app-bin", Before));

        var packs = await PackFiles.WriteAsync(image, [old], null, CancellationToken.None);

        var delta = $"new.app-bin.from-{ImageIdentity.ShortOf(Before)}.pack";
        packs.Select(p => Path.GetFileName(p.Path)).ShouldBe(["new.app-bin.pack", delta]);
        Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order().ShouldBe(new[] { "new.app-bin", "new.app-bin.pack", delta, "old.app-bin" }.Order());
        PackReader.Read(await File.ReadAllBytesAsync(packs[1].Path), Before).ShouldBe(After);
    }

    [Fact]
    public async Task What_boards_cannot_take_is_not_packed()
    {
        var image = folder.Write("new.app-bin", [.. After[..^40]]);

        (await Should.ThrowAsync<OtaToolsException>(() => PackFiles.WriteAsync(image, [], null, CancellationToken.None))).Code.ShouldBe(ErrorCode.FirmwareUnusable);
        Directory.GetFiles(folder.Root).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_delta_to_the_same_build_is_refused()
    {
        var (image, old) = (folder.Write("new.app-bin", After), folder.Write("old.app-bin", After));

        (await Should.ThrowAsync<OtaToolsException>(() => PackFiles.WriteAsync(image, [old], null, CancellationToken.None))).Code.ShouldBe(ErrorCode.FirmwareUnusable);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_told()
    {
        var image = folder.Write("new.app-bin", After);

        var failure = await Should.ThrowAsync<OtaToolsException>(() => PackFiles.WriteAsync(image, [], Path.Combine(image, "below"), CancellationToken.None));

        failure.Code.ShouldBe(ErrorCode.FirmwareNotWritten);
    }
}
