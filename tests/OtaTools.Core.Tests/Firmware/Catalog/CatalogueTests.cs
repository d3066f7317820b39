using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Catalog.Listing;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

public sealed class CatalogueTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] Image = AppImage.Small.Build();

    private readonly TemporaryFolder folder = new();
    private WatchedFolder watched = null!;

    public async Task InitializeAsync()
    {
        folder.Write("OTA/x.app-bin", Image);
        watched = new WatchedFolder(folder);
        await watched.Catalogue.FirstListed.Soon();
    }

    public Task DisposeAsync() => watched.Catalogue.DisposeAsync().Soon();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_there_at_the_beginning_is_listed_with_all_that_is_known_of_it()
    {
        var file = watched.Catalogue.Files.ShouldHaveSingleItem();

        file.Path.ShouldBe(folder.PathOf(Path.Combine("OTA", "x.app-bin")));
        file.Relative.ShouldBe("OTA/x.app-bin");
        file.UrlPath.ShouldBe("/OTA/x.app-bin");
        file.Length.ShouldBe(Image.Length);
        file.Image!.MicroPython!.Version.ShouldBe("v1.26.0");
        (file.Unreadable, file.IsArriving, watched.Catalogue.Truncated).ShouldBe((null, false, false));
    }

    [Fact]
    public async Task A_new_file_appears_and_one_that_is_removed_goes()
    {
        folder.Write("Größe 1 %.bin", Image);
        await watched.UntilAsync("Größe 1 %.bin", "OTA/x.app-bin");
        watched.Catalogue.Files.Single(file => file.Relative[0] == 'G').UrlPath.ShouldBe("/Gr%C3%B6%C3%9Fe%201%20%25.bin");

        File.Delete(folder.PathOf("Größe 1 %.bin"));
        await watched.UntilAsync("OTA/x.app-bin");
    }

    [Fact]
    public async Task A_file_that_is_renamed_goes_by_its_new_name()
    {
        File.Move(folder.PathOf("OTA/x.app-bin"), folder.PathOf("y.app-bin"));
        await watched.UntilAsync("y.app-bin");

        File.Move(folder.PathOf("y.app-bin"), folder.PathOf("y.txt"));
        await watched.UntilAsync();

        File.Move(folder.PathOf("y.txt"), folder.PathOf("z.app-bin"));
        await watched.UntilAsync("z.app-bin");
    }

    [Fact]
    public async Task A_folder_that_is_renamed_takes_its_files_along_and_is_watched_under_its_new_name()
    {
        folder.Write("a/b/c/deep.app-bin", Image);
        await watched.UntilAsync("a/b/c/deep.app-bin", "OTA/x.app-bin");

        Directory.Move(folder.PathOf("a"), folder.PathOf("d"));
        await watched.UntilAsync("d/b/c/deep.app-bin", "OTA/x.app-bin");

        folder.Write("d/b/c/deeper/y.app-bin", Image);
        await watched.UntilAsync("d/b/c/deep.app-bin", "d/b/c/deeper/y.app-bin", "OTA/x.app-bin");
    }

    [Fact]
    public async Task A_folder_that_takes_the_place_of_another_is_watched_instead()
    {
        folder.Write("new/sub/y.app-bin", Image);
        folder.Write("old/sub/x.app-bin", Image);
        await watched.UntilAsync("new/sub/y.app-bin", "old/sub/x.app-bin", "OTA/x.app-bin");

        Directory.Delete(folder.PathOf("old"), recursive: true);
        Directory.Move(folder.PathOf("new"), folder.PathOf("old"));
        await watched.UntilAsync("old/sub/y.app-bin", "OTA/x.app-bin");

        folder.Write("old/sub/z.app-bin", Image);
        await watched.UntilAsync("old/sub/y.app-bin", "old/sub/z.app-bin", "OTA/x.app-bin");
    }

    [Fact]
    public async Task A_folder_that_is_removed_takes_its_files_along()
    {
        Directory.Delete(folder.PathOf("OTA"), recursive: true);

        await watched.UntilAsync();
    }

    [Fact]
    public async Task The_root_itself_may_go_and_come_back()
    {
        Directory.Delete(folder.Root, recursive: true);
        await watched.UntilAsync();

        folder.Write("again/y.app-bin", Image);
        await watched.UntilAsync("again/y.app-bin");
    }

    [Fact]
    public async Task A_file_that_becomes_another_is_looked_at_again()
    {
        folder.Write("OTA/x.app-bin", new AppImage { Strings = AppImage.SysVersion("v1.27.0", "2025-12-09") }.Build());

        await watched.UntilAsync(files => files is [{ Image.MicroPython.Version: "v1.27.0" }], "the newer image");
    }

    [Fact]
    public async Task Folders_where_nobody_keeps_firmware_are_left_alone()
    {
        foreach (var name in new[] { ".git/x.bin", "node_modules/deep/x.app-bin", ".hidden/x.app-bin", ".x.app-bin", "x.txt", "a.pack" })
        {
            folder.Write(name, Image);
        }

        folder.Write("data.bin", [1, 2, 3, 4]);
        folder.Write("notes.bin", "just words\n"u8.ToArray());
        folder.Write("last.app-bin", Image);

        await watched.UntilAsync("last.app-bin", "OTA/x.app-bin");
        watched.Seen.SelectMany(files => files).Select(file => file.Relative).ToHashSet().ShouldBe(["OTA/x.app-bin", "last.app-bin"], ignoreOrder: true);
    }

    [Fact]
    public async Task Files_that_a_board_cannot_take_are_listed_after_the_others()
    {
        folder.Write("page.bin", "<html>"u8.ToArray());
        folder.Write("program.elf", "\u007fELF and so on"u8.ToArray());
        folder.Write("drag.uf2", "UF2\n and so on"u8.ToArray());

        await watched.UntilAsync(
            files => files.Select(file => (file.Relative, file.Image?.Kind)).SequenceEqual(
            [
                ("OTA/x.app-bin", FirmwareKind.App), ("drag.uf2", FirmwareKind.Uf2), ("page.bin", FirmwareKind.WebPage), ("program.elf", FirmwareKind.Elf),
            ]),
            "all four kinds");
    }

    [UnixFact]
    public async Task A_link_follows_its_target_and_none_leads_outside()
    {
        File.CreateSymbolicLink(folder.PathOf("latest.app-bin"), "OTA/x.app-bin");
        File.CreateSymbolicLink(folder.PathOf("outside.app-bin"), typeof(CatalogueTests).Assembly.Location);
        File.CreateSymbolicLink(folder.PathOf("round"), ".");
        await watched.UntilAsync("latest.app-bin", "OTA/x.app-bin");

        folder.Write("OTA/x.app-bin", new AppImage { Strings = AppImage.SysVersion("v1.27.0", "2025-12-09") }.Build());
        await watched.UntilAsync(files => files.All(file => file.Image?.MicroPython?.Version == "v1.27.0") && files.Count == 2, "the newer image, twice");

        File.Delete(folder.PathOf("OTA/x.app-bin"));
        await watched.UntilAsync();
    }

    [UnixFact]
    public async Task A_file_that_may_be_read_after_all_is_read()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            return; // root may read everything
        }

        var path = folder.PathOf("OTA/x.app-bin");
        File.SetUnixFileMode(path, UnixFileMode.None);
        folder.Write("OTA/y.app-bin", Image);
        await watched.UntilAsync("OTA/x.app-bin", "OTA/y.app-bin");
        File.SetUnixFileMode(path, UnixFileMode.UserRead);

        await watched.UntilAsync(files => files.All(file => file.Image is not null), "both readable");
    }

    [Fact]
    public async Task More_files_than_are_looked_at_are_told_until_there_is_room_again()
    {
        await using var small = new Catalogue(folder.Root, _ => { }, WatchedFolder.Quick, new TreeLimits(Files: 2, Folders: 10, Depth: 4));
        await small.FirstListed.Soon();
        small.Truncated.ShouldBeFalse();

        folder.Write("a.app-bin", Image);
        folder.Write("b.app-bin", Image);
        await Deadline.UntilAsync(() => small.Truncated && small.Files.Count == 2, "two files of three");

        File.Delete(folder.PathOf("a.app-bin"));
        await Deadline.UntilAsync(() => !small.Truncated && small.Files.Count == 2, "two files of two");
    }

    [Fact]
    public async Task More_folders_than_are_looked_into_are_told()
    {
        for (var i = 0; i < 20; i++)
        {
            folder.Write($"{i}/x.app-bin", Image);
        }

        await using var small = new Catalogue(folder.Root, _ => { }, WatchedFolder.Quick, new TreeLimits(Files: 100, Folders: 10, Depth: 4));
        await small.FirstListed.Soon();

        (small.Truncated, small.Files.Count).ShouldBe((true, 9));
    }

    [Fact]
    public void A_folder_that_is_missing_is_told() =>
        Should.Throw<OtaToolsException>(() => new Catalogue(folder.PathOf("none"), _ => { })).Code.ShouldBe(ErrorCode.ServeFolderMissing);
}
