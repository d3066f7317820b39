using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Publishing;
using OtaTools.Core.Tests.Firmware.Signing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Publishing;

public sealed class PublisherTests : IDisposable
{
    private readonly PublishBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task The_pointer_is_written_last_and_only_it_is_mutable()
    {
        await bench.PublishAsync(new(bench.Old));

        var writes = bench.Store.Requests.Where(request => request.StartsWith("put", StringComparison.Ordinal) || request.StartsWith("replace", StringComparison.Ordinal)).ToList();
        writes[^1].ShouldBe("replace ESP32_GENERIC-OTA.release");
        writes[..^1].ShouldAllBe(write => write.StartsWith("put releases/", StringComparison.Ordinal));
        bench.Store.Files.Where(file => file.Value.Lifetime == Lifetime.Mutable).Select(file => file.Key).ShouldBe(["ESP32_GENERIC-OTA.release"]);
        bench.ShouldBeWhole().Share.ShouldBe(10_000);
    }

    [Fact]
    public async Task The_same_image_again_puts_nothing()
    {
        await bench.PublishAsync(new(bench.Old, Share: 500));
        bench.Store.Requests.Clear();

        var again = await bench.PublishAsync(new(bench.Old, Share: 500));

        again.Plan.IsDone.ShouldBeTrue();
        bench.Store.Requests.ShouldAllBe(request => request.StartsWith("get", StringComparison.Ordinal) || request.StartsWith("list", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_puts_nothing_and_tells_what_would_be_put()
    {
        using var publisher = new Publisher(bench.Store, TimeProvider.System, new Progress<PublishProgress>());

        var plan = await publisher.PlanAsync(new(bench.Old), CancellationToken.None);

        bench.Store.Files.ShouldBeEmpty();
        plan.Before.ShouldBeNull();
        plan.Files[^1].Kind.ShouldBe(ReleaseFileKind.Pointer);
        plan.BytesToPut.ShouldBe(plan.Files.Where(file => file.State == ReleaseFileState.New).Sum(file => file.Bytes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_at_any_request_boards_see_the_old_release_or_the_new_one_and_repeating_completes(bool afterwards)
    {
        await bench.PublishAsync(new(bench.Old));
        var start = bench.Store.Files.ToDictionary();
        bench.Store.Requests.Clear();
        await bench.PublishAsync(new(bench.Next));
        var (requests, expected) = (bench.Store.Requests.Count, bench.Store.Files.Keys.Order().ToList());

        for (var at = 1; at <= requests; at++)
        {
            var one = bench.Store;
            one.Files.Clear();
            start.ToList().ForEach(file => one.Files.Add(file.Key, file.Value));
            one.Requests.Clear();
            (one.FailsAt, one.FailsAfterwards) = (at, afterwards);
            await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(bench.Next)));
            bench.ShouldBeWhole().Version.ShouldBeOneOf("v1.26.0", "v1.27.0");

            one.FailsAt = int.MaxValue;
            await bench.PublishAsync(new(bench.Next));
            bench.ShouldBeWhole().Version.ShouldBe("v1.27.0", $"cut at {at}");
            one.Files.Keys.Order().ShouldBe(expected, ignoreOrder: false, customMessage: $"cut at {at}");
        }
    }

    [Fact]
    public async Task Who_is_slower_than_somebody_else_changes_nothing_and_is_told_who_won()
    {
        await bench.PublishAsync(new(bench.Old));
        var mine = bench.Store;
        mine.BeforeWrite = name =>
        {
            if (name.EndsWith(".release", StringComparison.Ordinal))
            {
                mine.BeforeWrite = null;
                bench.PublishAsync(new(bench.Third)).GetAwaiter().GetResult();
            }
        };

        var failure = await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(bench.Next)));

        failure.Code.ShouldBe(ErrorCode.PublishRaced);
        failure.Message.ShouldContain("v1.28.0");
        bench.ShouldBeWhole().Version.ShouldBe("v1.28.0");
    }

    [Fact]
    public async Task A_signed_pointer_is_followed_by_signed_ones_with_rising_numbers()
    {
        await bench.PublishAsync(new(bench.Old, Key: Keys.First));
        var first = bench.ShouldBeWhole();

        (await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(bench.Next)))).Code.ShouldBe(ErrorCode.PublishUnsigned);
        (await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(bench.Next, Key: Keys.First, Sequence: first.Sequence)))).Code.ShouldBe(ErrorCode.PublishOptionInvalid);
        await bench.PublishAsync(new(bench.Next, Key: Keys.First));

        bench.ShouldBeWhole().Sequence.ShouldBeGreaterThan(first.Sequence);
        bench.Store.Files.Where(file => file.Key.EndsWith(".manifest", StringComparison.Ordinal)).ShouldAllBe(file => Manifest.Read(file.Value.Content).IsSignedBy(Keys.First.PublicKey));
        await bench.PublishAsync(new(bench.Next, Unsigned: true));
        Manifest.Read(bench.Store.Files["ESP32_GENERIC-OTA.release"].Content).Signature.ShouldBeNull();
    }

    [Fact]
    public async Task A_file_that_somebody_changed_is_found_before_boards_are_told()
    {
        await bench.PublishAsync(new(bench.Old));
        using var publisher = new Publisher(bench.Store, TimeProvider.System, new Progress<PublishProgress>());
        var pack = (await publisher.PlanAsync(new(bench.Next), CancellationToken.None)).Files.First(file => file.Kind == ReleaseFileKind.Pack);
        bench.Store.Files[pack.Name] = (new byte[pack.Bytes], Lifetime.Immutable);

        (await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(bench.Next)))).Code.ShouldBe(ErrorCode.PublishVerificationFailed);

        bench.ShouldBeWhole().Version.ShouldBe("v1.26.0");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public async Task There_are_deltas_from_as_many_releases_before_as_were_asked_for(int wanted, int made)
    {
        await bench.PublishAsync(new(bench.Old));
        await bench.PublishAsync(new(bench.Next));

        var published = await bench.PublishAsync(new(bench.Third, Deltas: wanted));

        published.Plan.Files.Count(file => file.Kind == ReleaseFileKind.Delta && file.State == ReleaseFileState.New).ShouldBe(made);
        bench.ShouldBeWhole().Deltas.Count.ShouldBe(made);
    }

    [Fact]
    public async Task What_no_board_of_these_could_take_is_refused()
    {
        await bench.PublishAsync(new(bench.Old));
        var chip = bench.Write("s3.app-bin", new AppImage { Chip = 9 }.Build());
        var page = bench.Write("page.app-bin", "<html>"u8.ToArray());

        (await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(chip, PublishBench.Name)))).Code.ShouldBe(ErrorCode.PublishOptionInvalid);
        (await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(page)))).Code.ShouldBe(ErrorCode.FirmwareUnusable);
        (await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(bench.Next, "no name")))).Code.ShouldBe(ErrorCode.PublishOptionInvalid);
        (await Should.ThrowAsync<OtaToolsException>(() => bench.PublishAsync(new(bench.Next, Share: 10_001)))).Code.ShouldBe(ErrorCode.PublishOptionInvalid);
        bench.ShouldBeWhole().Version.ShouldBe("v1.26.0");
    }
}
