using OtaTools.Core.Firmware.Catalog;

namespace OtaTools.Core.Tests.Firmware.Catalog;

public class KeptFilesTests
{
    private static readonly (long, DateTime) Version = (10, DateTime.UnixEpoch);

    private readonly KeptFiles kept = new(mostBytes: 25);

    [Fact]
    public void What_was_asked_for_longest_ago_is_forgotten_first()
    {
        Keep("a", "b");
        kept.Find("a", Version).ShouldNotBeNull();

        Keep("c");

        Names("a", "b", "c").ShouldBe(["a", "c"]);
    }

    [Fact]
    public void A_file_that_alone_is_too_large_is_kept_as_long_as_it_is_the_last()
    {
        Keep("a");
        kept.Keep("large", File(100));
        Names("a", "large").ShouldBe(["large"]);

        Keep("b");
        Names("large", "b").ShouldBe(["b"]);
    }

    [Fact]
    public void A_file_that_is_read_again_counts_once()
    {
        Keep("a", "b", "b", "b");

        Names("a", "b").ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Refusals_take_no_room()
    {
        Keep("a", "b");
        kept.Keep("page", new KeptFile(Version, null, "a web page"));

        Names("a", "b", "page").ShouldBe(["a", "b", "page"]);
    }

    [Fact]
    public void Another_version_is_not_known()
    {
        Keep("a");

        kept.Find("a", (10, DateTime.UnixEpoch.AddTicks(1))).ShouldBeNull();
    }

    private static KeptFile File(int length) => new(Version, ServedFile.Of(new byte[length], DateTimeOffset.UnixEpoch, null), "");

    private void Keep(params string[] names) => Array.ForEach(names, name => kept.Keep(name, File(10)));

    private IEnumerable<string> Names(params string[] names) => names.Where(name => kept.Find(name, Version) is not null);
}
