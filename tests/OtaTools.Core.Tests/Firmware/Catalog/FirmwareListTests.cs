using System.Diagnostics;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

public sealed class FirmwareListTests : IDisposable
{
    private static readonly byte[] Image = AppImage.Small.Build();

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Images_are_found_in_folders_below_with_slashes_in_their_names()
    {
        folder.Write("OTA/x.app-bin", Image);

        var file = (await ListAsync()).ShouldHaveSingleItem();

        file.Relative.ShouldBe("OTA/x.app-bin");
        file.Path.ShouldBe(Path.Combine(folder.Root, "OTA", "x.app-bin"));
        file.Usable.ShouldBeTrue();
        file.Why.ShouldBeNull();
        file.Image!.Kind.ShouldBe(FirmwareKind.App);
    }

    [Fact]
    public async Task A_file_that_no_board_can_take_comes_after_the_usable_ones_with_the_reason()
    {
        folder.Write("a-cut.app-bin", Image[..^100]);
        folder.Write("b-whole.bin", Image);

        var files = await ListAsync();

        files.Select(f => (f.Relative, f.Usable)).ShouldBe([("b-whole.bin", true), ("a-cut.app-bin", false)]);
        files[1].Why.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Other_files_are_left_out_whatever_they_are_called()
    {
        folder.Write("data.bin", [1, 2, 3, 4]);
        folder.Write("readme.txt", Image);
        folder.Write(".git/x.app-bin", Image);
        folder.Write("node_modules/deep/x.app-bin", Image);
        folder.Write("1/2/3/4/5/too-deep.app-bin", Image);

        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_promises_an_image_is_listed_even_where_the_file_is_none()
    {
        folder.Write("not.app-bin", [1, 2, 3, 4]);
        folder.Write("empty.APP-BIN", []);

        (await ListAsync()).ShouldAllBe(f => !f.Usable && f.Why!.Length > 0);
    }

    [Fact]
    public async Task The_fourth_folder_down_is_the_last()
    {
        folder.Write("1/2/3/4/deep.app-bin", Image);

        (await ListAsync()).ShouldHaveSingleItem().Relative.ShouldBe("1/2/3/4/deep.app-bin");
    }

    [UnixFact]
    public async Task Links_are_listed_where_they_stay_inside_and_are_never_walked_through()
    {
        folder.Write("root/OTA/x.app-bin", Image);
        folder.Write("elsewhere/secret.app-bin", Image);
        Link("root/latest.app-bin", "OTA/x.app-bin");
        Link("root/outside.app-bin", "../elsewhere/secret.app-bin");
        Link("root/folder", "../elsewhere");
        Link("root/OTA/round", "..");
        Link("root/dangling.bin", "missing");

        var (files, _) = await FirmwareList.OfAsync(folder.PathOf("root"), null, CancellationToken.None);

        files.Select(f => f.Relative).ShouldBe(["latest.app-bin", "OTA/x.app-bin"]);
        files[0].Path.ShouldBe(folder.PathOf("root/latest.app-bin"));
    }

    [UnixFact]
    public async Task A_FIFO_is_not_waited_for()
    {
        using (var mkfifo = Process.Start("mkfifo", folder.PathOf("fifo.app-bin")))
        {
            await mkfifo.WaitForExitAsync().Soon();
        }

        (await ListAsync().Soon()).ShouldHaveSingleItem().Usable.ShouldBeFalse();
    }

    [UnixFact]
    public async Task A_file_that_may_not_be_read_is_listed_with_the_reason()
    {
        var path = folder.Write("locked.app-bin", Image);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        var locked = (await ListAsync()).Single(f => f.Relative == "locked.app-bin");

        // root may read everything: then it is usable.
        (locked.Usable, locked.Why is null).ShouldBe((Environment.IsPrivilegedProcess, Environment.IsPrivilegedProcess));
    }

    [Fact]
    public async Task Of_one_version_the_newest_build_comes_first()
    {
        foreach (var (name, version, date) in new[] { ("a", "v1.26.0", "2025-08-09"), ("b", "v1.26.0", "2025-09-01"), ("c", "v1.27.0", "2025-12-09"), ("d", "v1.9.0", "2026-01-01") })
        {
            folder.Write(name + ".app-bin", new AppImage { Strings = AppImage.SysVersion(version, date) }.Build());
        }

        (await ListAsync()).Select(f => f.Relative[0]).ShouldBe(['c', 'b', 'a', 'd']);
    }

    [Fact]
    public async Task A_list_that_nobody_waits_for_any_more_ends()
    {
        folder.Write("x.app-bin", Image);

        await Should.ThrowAsync<OperationCanceledException>(() => FirmwareList.OfAsync(folder.Root, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task More_files_than_are_looked_at_are_told()
    {
        for (var i = 0; i <= 500; i++)
        {
            folder.Write($"{i}.app-bin", [0]);
        }

        var (files, truncated) = await FirmwareList.OfAsync(folder.Root, null, CancellationToken.None);

        files.Count.ShouldBe(500);
        truncated.ShouldBeTrue();
        var (all, truncatedToo) = await FirmwareList.AllOfAsync(folder.Root, null, CancellationToken.None);
        (all.Count, truncatedToo).ShouldBe((501, false));
    }

    [Fact]
    public async Task Whoever_has_time_looks_as_deep_as_a_catalogue()
    {
        var deep = string.Join('/', Enumerable.Repeat("a", 9)) + "/x.app-bin";
        folder.Write(deep, AppImage.Small.Build());

        (await FirmwareList.OfAsync(folder.Root, null, CancellationToken.None)).Files.ShouldBeEmpty();
        (await FirmwareList.AllOfAsync(folder.Root, null, CancellationToken.None)).Files.ShouldHaveSingleItem().Relative.ShouldBe(deep);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task A_folder_that_is_missing_is_told(string name) =>
        (await Should.ThrowAsync<OtaToolsException>(() => FirmwareList.OfAsync(name, null, CancellationToken.None))).Code.ShouldBe(ErrorCode.ServeFolderMissing);

    [RealFirmwareTheory]
    [InlineData("v1.26.0 v1.25.0 v1.24.0 v1.23.0")]
    public async Task Of_real_images_the_newest_MicroPython_comes_first(string versions)
    {
        var (files, _) = await FirmwareList.OfAsync(Repository.Firmware!, null, CancellationToken.None);

        files.Where(f => f.Usable).Select(f => f.Image!.MicroPython!.Version).ShouldBe(versions.Split(' '));
        files.Where(f => !f.Usable).ShouldAllBe(f => f.Image!.Kind == FirmwareKind.FullFlash);
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(folder.PathOf(name), target);

    private async Task<IReadOnlyList<ListedFirmware>> ListAsync() => (await FirmwareList.OfAsync(folder.Root, null, CancellationToken.None)).Files;
}
