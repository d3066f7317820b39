using OtaTools.Core.Firmware.Catalog;

namespace OtaTools.Core.Tests.Firmware.Catalog;

public class CataloguePaceTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(25, 100)]
    [InlineData(500, 2_000)]
    [InlineData(60_000, 30_000)]
    public void A_tree_that_takes_long_to_list_is_left_in_peace_for_longer(int look, int rest) =>
        CataloguePace.Default.RestAfter(TimeSpan.FromMilliseconds(look)).ShouldBe(TimeSpan.FromMilliseconds(rest));
}
