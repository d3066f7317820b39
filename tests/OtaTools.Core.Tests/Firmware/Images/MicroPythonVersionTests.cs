using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Tests.Firmware.Images;

public class MicroPythonVersionTests
{
    [Fact]
    public void Releases_and_previews_are_ordered_as_semantic_versions_are()
    {
        string[] ordered =
            ["v1.9.5", "v1.25.0", "v1.26.0-preview.9.gabc", "v1.26.0-preview.12.gabc", "v1.26.0", "v1.26.1-preview.1.gabc", "v1.26.1", "v1.27.0-preview.0.g0", "v2.0.0"];

        foreach (var (before, after) in ordered.Zip(ordered.Skip(1)))
        {
            (MicroPythonVersion.Parse(before) < MicroPythonVersion.Parse(after)).ShouldBeTrue($"{before} < {after}");
            (MicroPythonVersion.Parse(after) > MicroPythonVersion.Parse(before)).ShouldBeTrue($"{after} > {before}");
        }
    }

    [Theory]
    [InlineData("v1.26.0", "1.26")]
    [InlineData("v1.26.1", "v1.26.1-dirty")]
    [InlineData("v1.27.0-preview.5.gabc", "v1.27.0-preview.5.gdef.dirty")]
    public void What_has_no_order_counts_for_nothing(string one, string other) => MicroPythonVersion.Parse(one).ShouldBe(MicroPythonVersion.Parse(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v")]
    [InlineData("v1")]
    [InlineData("v1.x.0")]
    [InlineData("v1.2.3.4")]
    [InlineData("v-1.2.3")]
    [InlineData("v99999999999.0.0")]
    [InlineData("GENERIC")]
    public void What_is_no_version(string? text) => MicroPythonVersion.Parse(text).ShouldBeNull();
}
