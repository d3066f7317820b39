using OtaTools.Core;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Server.Cli;

namespace OtaTools.Server.Tests.Cli;

public sealed class RolloutCommandTests
{
    private static readonly string Root = Path.GetFullPath("served");

    [Fact]
    public void Without_a_file_the_one_that_goes_on_is_meant() =>
        RolloutCommand.Meant([Of("old", RolloutStage.Done), Of("bad", RolloutStage.Stopped), Of("new", RolloutStage.Paused)], Root, "").ShouldBe("new");

    [Fact]
    public void Where_none_goes_on_it_is_the_one_that_is_done() =>
        RolloutCommand.Meant([Of("old", RolloutStage.Done), Of("bad", RolloutStage.Stopped)], Root, "").ShouldBe("old");

    [Fact]
    public void A_file_names_its_own() =>
        RolloutCommand.Meant([Of("old", RolloutStage.Done), Of("new", RolloutStage.Rest)], Root, Path.Combine(Root, "OTA", "old.app-bin")).ShouldBe("old");

    [Fact]
    public void Several_that_go_on_are_named()
    {
        var told = Should.Throw<OtaToolsException>(() => RolloutCommand.Meant([Of("one", RolloutStage.Rest), Of("two", RolloutStage.FirstWave)], Root, ""));
        told.Code.ShouldBe(ErrorCode.RolloutUnknown);
        told.Message.ShouldContain("/OTA/one.app-bin, /OTA/two.app-bin");
    }

    private static RolloutState Of(string name, RolloutStage stage) =>
        new(name, $"/OTA/{name}.app-bin", "0011223344556677", "v1.26.0", DateTimeOffset.UnixEpoch, stage, 1, "5%", 15, 0, 0, 0, 0, 0, [], "");
}
