using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

/// <summary>Files that are being written while the catalogue looks.</summary>
public sealed class ArrivingFileTests : IDisposable
{
    private static readonly byte[] Image = new AppImage { Segments = [200_000, 4] }.Build();

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_that_arrives_slowly_is_never_called_damaged()
    {
        var watched = new WatchedFolder(folder, WatchedFolder.Quick with { Quiet = TimeSpan.FromHours(1) });
        await using var catalogue = watched.Catalogue;
        await using (var file = File.Create(folder.PathOf("x.app-bin")))
        {
            for (var at = 0; at < Image.Length - 1; at += 50_000)
            {
                await file.WriteAsync(Image.AsMemory(at..Math.Min(at + 50_000, Image.Length - 1)));
                await file.FlushAsync();
                await watched.UntilAsync(files => files is [{ IsArriving: true }], "arriving");
            }

            await file.WriteAsync(Image.AsMemory(Image.Length - 1));
        }

        await watched.UntilAsync("x.app-bin");
        watched.Seen.SelectMany(files => files).ShouldAllBe(file => file.IsArriving || file.Image!.IsUsable);
    }

    [Fact]
    public async Task A_file_that_stays_incomplete_is_called_so_once_it_is_quiet()
    {
        var watched = new WatchedFolder(folder);
        await using var catalogue = watched.Catalogue;
        folder.Write("x.app-bin", Image[..^100]);

        await watched.UntilAsync(files => files is [{ IsArriving: false, Image.Problems: [ImageProblem.Truncated] }], "truncated");
    }

    [Fact]
    public async Task A_whole_image_that_is_written_over_is_arriving_again()
    {
        folder.Write("x.app-bin", Image);
        var watched = new WatchedFolder(folder, WatchedFolder.Quick with { Quiet = TimeSpan.FromHours(1) });
        await using var catalogue = watched.Catalogue;
        await watched.UntilAsync("x.app-bin");

        folder.Write("x.app-bin", Image[..1000]);
        await watched.UntilAsync(files => files is [{ IsArriving: true, Image: null }], "arriving");

        folder.Write("x.app-bin", Image);
        await watched.UntilAsync("x.app-bin");
    }

    [Fact]
    public async Task A_damaged_file_of_long_ago_is_called_so_at_once()
    {
        var path = folder.Write("x.app-bin", Image[..^100]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        var watched = new WatchedFolder(folder, WatchedFolder.Quick with { Quiet = TimeSpan.FromHours(1) });
        await using var catalogue = watched.Catalogue;

        await catalogue.FirstListed.Soon();

        catalogue.Files.ShouldHaveSingleItem().Image!.Problems.ShouldBe([ImageProblem.Truncated]);
    }
}
