using System.Collections.Concurrent;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Catalog.Listing;
using OtaTools.Core.Firmware.Catalog.Watching;
using OtaTools.Core.Tests.Device.Transcripts;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

/// <summary>However many changes come, at the end the catalogue is what a fresh look finds.</summary>
public sealed class CatalogueStressTests
{
    private static readonly string[] Names = ["a.app-bin", "b.bin", "c.app-bin", "d.txt", "e.elf"];

    private static readonly byte[][] Contents = [AppImage.Small.Build(), AppImage.Small.Build()[..^40], [], "<html>"u8.ToArray(), new AppImage { Seed = 7, Chip = 9 }.Build()];

    private static readonly string[] Folders = ["", "p", "q", "p/r", "p/r/s", "node_modules", ".git"];

    private static readonly int Rounds = Splits.InFull ? 100 : 3;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, Rounds)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_many_changes_it_is_what_a_fresh_look_finds(int seed)
    {
        using var folder = new TemporaryFolder();
        var watched = new WatchedFolder(folder, listen: seed % 3 == 0 ? _ => new NoWatch() : null);
        await using var catalogue = watched.Catalogue;
        var random = new Random(seed);
        for (var i = 0; i < 600; i++)
        {
            Change(folder, random);
        }

        var (listed, _) = await FirmwareList.OfAsync(folder.Root, null, CancellationToken.None);

        await watched.UntilAsync(
            files => files.All(file => !file.IsArriving)
                && files.Select(file => (file.Relative, file.Length, file.Image?.IsUsable)).SequenceEqual(listed.Select(file => (file.Relative, file.Image!.Length, (bool?)file.Usable))),
            string.Join(", ", listed.Select(file => file.Relative)));
    }

    [Fact]
    public async Task Where_changes_are_not_heard_files_are_looked_for_and_that_is_said_once()
    {
        using var folder = new TemporaryFolder();
        var notes = new ConcurrentQueue<string>();
        await using var catalogue = new Catalogue(folder.Root, notes.Enqueue, WatchedFolder.Quick, WatchedFolder.Roomy, _ => new NoWatch());
        foreach (var name in new[] { "x.app-bin", "y.app-bin" })
        {
            folder.Write(name, Contents[0]);
            await Deadline.UntilAsync(() => catalogue.Files.Any(file => file.Relative == name), name);
        }

        notes.ShouldHaveSingleItem().ShouldContain("deaf");
    }

    private static void Change(TemporaryFolder folder, Random random)
    {
        var place = folder.PathOf(Folders[random.Next(Folders.Length)]);
        var path = Path.Combine(place, Names[random.Next(Names.Length)]);
        var other = folder.PathOf(Path.Combine(Folders[random.Next(Folders.Length)], Names[random.Next(Names.Length)]));
        try
        {
            switch (random.Next(10))
            {
                case < 5:
                    Directory.CreateDirectory(place);
                    File.WriteAllBytes(path, Contents[random.Next(Contents.Length)]);
                    break;
                case < 7:
                    File.Move(path, other, overwrite: true);
                    break;
                case 7:
                    File.Delete(path);
                    break;
                case 8 when place != folder.PathOf(""):
                    Directory.Delete(place, recursive: true);
                    break;
                default:
                    Directory.Move(folder.PathOf("p"), folder.PathOf("q/" + random.Next(3)));
                    break;
            }
        }
        catch (IOException)
        {
            // Not there, or there already: another change then.
        }
    }

    private sealed class NoWatch : IFolderWatch
    {
        public string? Trouble => "deaf";

        public void Add(string folder)
        {
        }

        public void Remove(string folder)
        {
        }

        public void Dispose()
        {
        }
    }
}
