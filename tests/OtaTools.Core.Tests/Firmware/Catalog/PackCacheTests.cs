using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Tests.Firmware.Catalog;

public class PackCacheTests
{
    private readonly PackCache cache = new();
    private int made;

    [Fact]
    public async Task What_was_made_is_not_made_again()
    {
        (await Ask("a", 100)).ShouldBeSameAs(await Ask("a", 100));
        made.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_asked_for_longest_ago_is_forgotten_when_it_is_too_much()
    {
        await Ask("a", 20 << 20);
        await Ask("b", 10 << 20);
        await Ask("a", 0);
        await Ask("c", 10 << 20);
        await Ask("d", 1);

        await Ask("a", 0);
        made.ShouldBe(4);
        await Ask("b", 1);
        made.ShouldBe(5);
    }

    [Fact]
    public async Task What_failed_is_tried_again()
    {
        await Should.ThrowAsync<IOException>(() => cache.GetOrMake("a", () => Task.FromException<ServedFile?>(new IOException())));

        (await Ask("a", 1)).ShouldNotBeNull();
    }

    private Task<ServedFile?> Ask(string key, int bytes) => cache.GetOrMake(key, () =>
    {
        made++;
        return Task.FromResult<ServedFile?>(ServedFile.Of(new byte[bytes], default, new FirmwareImage(FirmwareKind.App, bytes)));
    });
}
