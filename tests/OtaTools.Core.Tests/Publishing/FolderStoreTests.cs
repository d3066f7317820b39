using OtaTools.Core.Publishing;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Publishing;

public sealed class FolderStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_is_created_once_and_replaced_only_by_who_saw_it()
    {
        using var store = new FolderStore(folder.PathOf("www"), null);

        (await store.PutIfAbsentAsync("releases/a", "1"u8.ToArray(), Lifetime.Immutable, default)).ShouldBeTrue();
        (await store.PutIfAbsentAsync("releases/a", "2"u8.ToArray(), Lifetime.Immutable, default)).ShouldBeFalse();
        var there = (await store.GetAsync("releases/a", 10, default)).ShouldNotBeNull();
        there.Content.ShouldBe("1"u8.ToArray());
        (await store.ReplaceAsync("releases/a", "3"u8.ToArray(), "another", Lifetime.Mutable, default)).ShouldBeFalse();
        (await store.ReplaceAsync("releases/a", "3"u8.ToArray(), null, Lifetime.Mutable, default)).ShouldBeFalse();
        (await store.ReplaceAsync("releases/a", "3"u8.ToArray(), there.EntityTag, Lifetime.Mutable, default)).ShouldBeTrue();
        (await store.ListAsync("releases/", default)).ShouldHaveSingleItem().Name.ShouldBe("releases/a");
        await store.DeleteAsync("releases/a", default);
        (await store.GetAsync("releases/a", 10, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_that_replace_at_once_one_does()
    {
        using var store = new FolderStore(folder.Root, null);
        await store.PutIfAbsentAsync("x.release", "0"u8.ToArray(), Lifetime.Mutable, default);
        var tag = (await store.GetAsync("x.release", 10, default))!.EntityTag;

        var done = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => store.ReplaceAsync("x.release", new[] { (byte)i }, tag, Lifetime.Mutable, default))));

        done.Count(won => won).ShouldBe(1);
    }

    [UnixFact]
    public async Task A_link_below_the_folder_is_refused()
    {
        Directory.CreateDirectory(folder.PathOf("elsewhere"));
        Directory.CreateDirectory(folder.PathOf("www"));
        Directory.CreateSymbolicLink(folder.PathOf("www/releases"), folder.PathOf("elsewhere"));
        using var store = new FolderStore(folder.PathOf("www"), null);

        (await Should.ThrowAsync<OtaToolsException>(() => store.PutIfAbsentAsync("releases/a", "1"u8.ToArray(), Lifetime.Immutable, default))).Code.ShouldBe(ErrorCode.StoreFolderFailed);
        (await Should.ThrowAsync<OtaToolsException>(() => store.ListAsync("releases/", default))).Code.ShouldBe(ErrorCode.StoreFolderFailed);
        Directory.GetFiles(folder.PathOf("elsewhere")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        folder.Write("file", [1]);
        using var store = new FolderStore(folder.PathOf("file"), null);

        var failure = await Should.ThrowAsync<OtaToolsException>(() => store.PutIfAbsentAsync("a", "1"u8.ToArray(), Lifetime.Immutable, default));

        failure.Code.ShouldBe(ErrorCode.StoreFolderFailed);
        failure.Message.ShouldContain("file");
    }
}
