using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Packing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Catalog;

public sealed class PackShelfTests : IDisposable
{
    private static readonly byte[] Image = new AppImage { Segments = [100_000, 16] }.Build();

    private readonly TemporaryFolder folder = new();

    public PackShelfTests() => folder.Write("x.app-bin", Image);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_board_that_would_wait_too_long_is_told_so_and_a_later_one_gets_the_pack()
    {
        using var shelf = new PackShelf(new FirmwareFolder(folder.Root), new ImpatientClock());

        var (file, why) = await shelf.FindAsync("/x.app-bin.pack", CancellationToken.None).Soon();
        file.ShouldBeNull();
        why.ShouldBe(Strings.NotServedPackNotYet());

        using var limit = new CancellationTokenSource(Deadline.Patience);
        while (file is null)
        {
            await Task.Delay(5, limit.Token);
            (file, _) = await shelf.FindAsync("/x.app-bin.pack", CancellationToken.None).Soon();
        }

        PackReader.Read(file.Content, default).ShouldBe(Image);
    }

    [Fact]
    public async Task A_pack_that_is_renewed_on_disk_is_noticed()
    {
        using var shelf = new PackShelf(new FirmwareFolder(folder.Root), TimeProvider.System);
        folder.Write("x.app-bin.pack", [1, 2, 3]);
        (await shelf.FindAsync("/x.app-bin.pack", CancellationToken.None).Soon()).Why.ShouldBe(Strings.NotServedPackStale());

        var pack = PackFiles.Make(Image, null, CancellationToken.None);
        folder.Write("x.app-bin.pack", pack);

        (await shelf.FindAsync("/x.app-bin.pack", CancellationToken.None).Soon()).File!.Content.ToArray().ShouldBe(pack);
    }

    /// <summary>Every wait is over before it has begun.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
