using System.Diagnostics;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

/// <summary>Links, and files that are no files.</summary>
public sealed class FirmwareFolderLinkTests : IDisposable
{
    private static readonly byte[] Image = AppImage.Small.Build();

    private readonly TemporaryFolder outside = new();
    private readonly FirmwareFolder folder;

    public FirmwareFolderLinkTests()
    {
        outside.Write("root/OTA/x.app-bin", Image);
        outside.Write("elsewhere/secret.app-bin", Image);
        folder = new FirmwareFolder(outside.PathOf("root"));
    }

    public void Dispose() => outside.Dispose();

    [UnixFact]
    public async Task A_link_to_a_file_outside_is_not_followed()
    {
        Link("root/link.app-bin", outside.PathOf("elsewhere/secret.app-bin"));
        Link("root/relative.app-bin", "../elsewhere/secret.app-bin");

        (await IsServedAsync("/link.app-bin")).ShouldBeFalse();
        (await IsServedAsync("/relative.app-bin")).ShouldBeFalse();
    }

    [UnixFact]
    public async Task A_link_to_a_folder_outside_is_not_followed()
    {
        Link("root/folder", "../elsewhere");

        (await IsServedAsync("/folder/secret.app-bin")).ShouldBeFalse();
    }

    [UnixFact]
    public async Task A_link_to_a_link_outside_is_not_followed()
    {
        Link("root/OTA/second", "../../elsewhere");
        Link("root/first", "OTA/second/secret.app-bin");

        (await IsServedAsync("/first")).ShouldBeFalse();
    }

    [UnixFact]
    public async Task Links_inside_are_followed()
    {
        Link("root/latest.app-bin", "OTA/x.app-bin");
        Link("root/folder", "OTA");

        (await IsServedAsync("/latest.app-bin")).ShouldBeTrue();
        (await IsServedAsync("/folder/x.app-bin")).ShouldBeTrue();
    }

    [UnixFact]
    public async Task A_link_whose_target_changes_gives_the_new_target()
    {
        Link("root/latest.app-bin", "OTA/x.app-bin");
        (await folder.FindAsync("/latest.app-bin", CancellationToken.None)).File!.Content.ToArray().ShouldBe(Image);
        var other = new AppImage { Seed = 3 }.Build();
        outside.Write("root/OTA/y.app-bin", other);
        File.Delete(outside.PathOf("root/latest.app-bin"));
        Link("root/latest.app-bin", "OTA/y.app-bin");

        (await folder.FindAsync("/latest.app-bin", CancellationToken.None)).File!.Content.ToArray().ShouldBe(other);
    }

    [UnixFact]
    public async Task Links_that_lead_round_or_nowhere_are_not_served()
    {
        Link("root/loop", "loop");
        Link("root/a", "b");
        Link("root/b", "a");
        Link("root/c", "d/x");
        Link("root/d", "c");
        Link("root/dangling", "missing");

        foreach (var name in new[] { "loop", "a", "b", "c", "d", "dangling", "a/x", "d/x" })
        {
            (await IsServedAsync("/" + name)).ShouldBeFalse(name);
        }
    }

    [UnixFact]
    public async Task A_root_that_is_a_link_itself_is_served()
    {
        Link("root2", "root");

        var linked = new FirmwareFolder(outside.PathOf("root2"));

        (await linked.FindAsync("/OTA/x.app-bin", CancellationToken.None)).File.ShouldNotBeNull();
    }

    [UnixFact]
    public async Task A_device_is_not_served()
    {
        Link("root/zero.app-bin", "/dev/zero");

        (await IsServedAsync("/zero.app-bin")).ShouldBeFalse();
    }

    [UnixFact]
    public async Task A_folder_called_like_a_file_is_not_served()
    {
        Directory.CreateDirectory(outside.PathOf("root/folder.app-bin"));

        (await IsServedAsync("/folder.app-bin")).ShouldBeFalse();
    }

    [UnixFact]
    public async Task A_file_that_may_not_be_read_is_not_served_and_no_failure()
    {
        var path = outside.Write("root/locked.app-bin", Image);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        // root may read everything: then it is served.
        (await IsServedAsync("/locked.app-bin")).ShouldBe(Environment.IsPrivilegedProcess);
    }

    [UnixFact]
    public async Task A_FIFO_is_not_waited_for()
    {
        using var mkfifo = Process.Start("mkfifo", [outside.PathOf("root/pipe.app-bin")]);
        await mkfifo.WaitForExitAsync().Soon();

        (await IsServedAsync("/pipe.app-bin")).ShouldBeFalse();
    }

    [UnixFact]
    public async Task A_link_to_a_file_larger_than_any_flash_is_not_read()
    {
        using (var huge = File.Create(outside.PathOf("root/huge.app-bin")))
        {
            huge.SetLength(1L << 30);
        }

        Link("root/link.app-bin", "huge.app-bin");
        var before = GC.GetTotalAllocatedBytes();

        (await IsServedAsync("/huge.app-bin")).ShouldBeFalse();
        (await IsServedAsync("/link.app-bin")).ShouldBeFalse();

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(1 << 30);
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(outside.PathOf(name), target);

    private async Task<bool> IsServedAsync(string path) => (await Task.Run(() => folder.FindAsync(path, CancellationToken.None)).Soon()).File is not null;
}
