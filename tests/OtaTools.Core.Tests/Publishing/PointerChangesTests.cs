using OtaTools.Core.Publishing;
using OtaTools.Core.Tests.Firmware.Signing;

namespace OtaTools.Core.Tests.Publishing;

public sealed class PointerChangesTests : IDisposable
{
    private readonly PublishBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_share_is_raised_and_lowered_under_the_same_number()
    {
        await bench.PublishAsync(new(bench.Old, Share: 100));
        var before = bench.ShouldBeWhole();
        using var changes = bench.Changes();

        (await changes.PromoteAsync(new(Share: 2500), CancellationToken.None)).IsUnchanged.ShouldBeFalse();
        bench.ShouldBeWhole().ShouldBe(before with { Share = 2500 });
        (await changes.PromoteAsync(new(Share: 2500), CancellationToken.None)).IsUnchanged.ShouldBeTrue();
        (await Should.ThrowAsync<OtaToolsException>(() => changes.PromoteAsync(new(Share: 10_001), CancellationToken.None))).Code.ShouldBe(ErrorCode.PublishOptionInvalid);
    }

    [Fact]
    public async Task An_older_release_becomes_current_by_its_version_its_id_or_the_end_of_it()
    {
        await bench.PublishAsync(new(bench.Old, Key: Keys.First));
        await bench.PublishAsync(new(bench.Next, Key: Keys.First));
        using var changes = bench.Changes();
        var sequence = bench.ShouldBeWhole().Sequence;
        var releases = (await changes.ReleasesAsync(null, CancellationToken.None)).ShouldHaveSingleItem().All;

        foreach (var name in new[] { "v1.26.0", releases[0].Id, releases[1].Id[^16..] })
        {
            await changes.PromoteAsync(new(Release: name, Key: Keys.First), CancellationToken.None);
            var now = bench.ShouldBeWhole();
            now.Version.ShouldBe(name == releases[0].Id ? "v1.27.0" : "v1.26.0");
            now.Sequence.ShouldBeGreaterThan(sequence);
            sequence = now.Sequence;
        }

        (await Should.ThrowAsync<OtaToolsException>(() => changes.PromoteAsync(new(Release: "v9", Key: Keys.First), CancellationToken.None))).Code.ShouldBe(ErrorCode.ReleaseUnknown);
        (await Should.ThrowAsync<OtaToolsException>(() => changes.PromoteAsync(new(Share: 1), CancellationToken.None))).Code.ShouldBe(ErrorCode.PublishUnsigned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_withdrawal_that_is_cut_at_any_request_withdraws_this_release_and_no_other_when_repeated(bool afterwards)
    {
        await bench.PublishAsync(new(bench.Old));
        await bench.PublishAsync(new(bench.Next));
        await bench.PublishAsync(new(bench.Third));
        var start = bench.Store.Files.ToDictionary();
        using var changes = bench.Changes();
        bench.Store.Requests.Clear();
        await changes.WithdrawAsync(new(Release: "v1.28.0"), CancellationToken.None);
        var requests = bench.Store.Requests.Count;

        for (var at = 1; at <= requests; at++)
        {
            bench.Store.Files.Clear();
            start.ToList().ForEach(file => bench.Store.Files.Add(file.Key, file.Value));
            bench.Store.Requests.Clear();
            (bench.Store.FailsAt, bench.Store.FailsAfterwards) = (at, afterwards);
            await Should.ThrowAsync<OtaToolsException>(() => changes.WithdrawAsync(new(), CancellationToken.None));
            bench.Store.FailsAt = int.MaxValue;
            if (bench.ShouldBeWhole().Version == "v1.28.0")
            {
                await changes.WithdrawAsync(new(), CancellationToken.None);
            }

            bench.ShouldBeWhole().Version.ShouldBe("v1.27.0", $"cut at {at}");
            bench.Store.Files.Keys.Where(name => name.EndsWith(".withdrawn", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("v1.28.0");
        }
    }

    [Fact]
    public async Task With_nothing_to_go_back_to_no_more_boards_take_it_and_that_is_said()
    {
        await bench.PublishAsync(new(bench.Old));
        using var changes = bench.Changes();

        var change = await changes.WithdrawAsync(new(), CancellationToken.None);

        change.After.Share.ShouldBe(0);
        change.Effect.ShouldContain("no release before it");
        (await Should.ThrowAsync<OtaToolsException>(() => changes.PromoteAsync(new(Share: 10_000), CancellationToken.None))).Code.ShouldBe(ErrorCode.ReleaseWithdrawn);
        await changes.PromoteAsync(new(Share: 10_000, Force: true), CancellationToken.None);
        bench.ShouldBeWhole().Share.ShouldBe(10_000);
    }

    [Fact]
    public async Task Another_name_has_releases_of_its_own()
    {
        await bench.PublishAsync(new(bench.Old));
        await bench.PublishAsync(new(bench.Next, "beta"));
        using var changes = bench.Changes();

        (await Should.ThrowAsync<OtaToolsException>(() => changes.WithdrawAsync(new(), CancellationToken.None))).Code.ShouldBe(ErrorCode.PublishOptionInvalid);
        var withdrawn = await changes.WithdrawAsync(new("beta"), CancellationToken.None);

        withdrawn.After.Share.ShouldBe(0, "the release of the other name is none of these boards'");
        bench.ShouldBeWhole().Version.ShouldBe("v1.26.0");
    }
}
