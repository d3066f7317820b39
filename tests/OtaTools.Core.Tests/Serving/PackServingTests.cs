using System.Net;
using System.Net.Http.Headers;
using OtaTools.Core.Firmware.Packing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

public class PackServingTests
{
    private const string PackPath = ServedFolder.ImagePath + ".pack";

    private static readonly byte[] Old = new AppImage { Seed = 5, Segments = [60_000, 16] }.Build();

    private static readonly string DeltaPath = $"{ServedFolder.ImagePath}.from-{ImageIdentity.ShortOf(Old)}.pack";

    [Fact]
    public async Task A_compressed_image_is_made_when_it_is_asked_for()
    {
        await using var served = await ServedFolder.StartAsync();

        PackReader.Read(await served.Client.GetByteArrayAsync(PackPath).Soon(), default).ShouldBe(served.Image);
    }

    [Fact]
    public async Task A_delta_is_made_where_the_image_that_the_board_runs_is_in_the_folder()
    {
        await using var served = await ServedFolder.StartAsync();
        served.Write("older ones/y.app-bin", Old);

        PackReader.Read(await served.Client.GetByteArrayAsync(DeltaPath).Soon(), Old).ShouldBe(served.Image);
    }

    [Fact]
    public async Task There_is_no_delta_from_an_image_that_is_not_here_and_none_from_itself()
    {
        await using var served = await ServedFolder.StartAsync();

        foreach (var path in new[] { DeltaPath, $"{ServedFolder.ImagePath}.from-{ImageIdentity.ShortOf(served.Image)}.pack", "/OTA/none.app-bin.pack" })
        {
            using var response = await served.SendAsync(HttpMethod.Get, path);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        served.Reports.Where(t => t.Why is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_download_of_a_pack_goes_on()
    {
        await using var served = await ServedFolder.StartAsync(60_000);
        var whole = await served.Client.GetByteArrayAsync(PackPath).Soon();
        using var head = await served.SendAsync(HttpMethod.Head, PackPath);

        using var response = await served.SendAsync(HttpMethod.Get, PackPath, h =>
        {
            h.Range = new RangeHeaderValue(1000, null);
            h.IfRange = new RangeConditionHeaderValue(head.Headers.ETag!);
        });

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(whole[1000..]);
    }

    [Fact]
    public async Task A_pack_beside_its_image_is_served_as_it_is()
    {
        await using var served = await ServedFolder.StartAsync();
        var pack = PackFiles.Make(served.Image, null, CancellationToken.None);
        // Something that only this file has: it was not made anew.
        byte[] marked = [.. pack, 1, 2, 3];
        served.Write(PackPath[1..], marked);

        (await served.Client.GetByteArrayAsync(PackPath).Soon()).ShouldBe(marked);
    }

    [Fact]
    public async Task A_pack_of_an_older_image_is_not_served_and_the_log_says_why()
    {
        await using var served = await ServedFolder.StartAsync();
        served.Write(PackPath[1..], PackFiles.Make(Old, null, CancellationToken.None));

        using var response = await served.SendAsync(HttpMethod.Get, PackPath);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await served.EndedAsync()).Why.ShouldBe(Strings.NotServedPackStale());
    }

    [Fact]
    public async Task Many_boards_at_once_get_the_same_pack()
    {
        await using var served = await ServedFolder.StartAsync(100_000);

        var packs = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => served.Client.GetByteArrayAsync(PackPath))).Soon();

        packs.ShouldAllBe(pack => pack.SequenceEqual(packs[0]));
    }
}
