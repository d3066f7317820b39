namespace OtaTools.Server.Tests;

public class DeviceDefaultsTests
{
    [Theory]
    [InlineData(5, 5)]
    [InlineData(0, 0.1)]
    [InlineData(-7, 0.1)]
    [InlineData(1e300, DeviceDefaults.LongestTimeoutSeconds)]
    [InlineData(double.NaN, DeviceDefaults.TimeoutSeconds)]
    [InlineData(double.PositiveInfinity, DeviceDefaults.TimeoutSeconds)]
    public void A_timeout_is_kept_within_reason(double asked, double given) => DeviceDefaults.Timeout(asked).TotalSeconds.ShouldBe(given);
}
