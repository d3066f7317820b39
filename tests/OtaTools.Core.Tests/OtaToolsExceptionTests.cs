namespace OtaTools.Core.Tests;

public class OtaToolsExceptionTests
{
    /// <summary>Scripts and the extension branch on these; a number that changes breaks them.</summary>
    [Theory]
    [InlineData(ErrorCode.DeviceNotFound, 1101)]
    [InlineData(ErrorCode.DevicePython, 1201)]
    [InlineData(ErrorCode.FirmwareUnreadable, 1301)]
    [InlineData(ErrorCode.PortInUse, 1401)]
    [InlineData(ErrorCode.UpdateFailed, 1501)]
    [InlineData(ErrorCode.ConfigurationInvalid, 1601)]
    [InlineData(ErrorCode.SigningKeyUnreadable, 1701)]
    [InlineData(ErrorCode.ManifestInvalid, 1705)]
    public void The_numbers_never_change(ErrorCode code, int number) => ((int)code).ShouldBe(number);

    [Fact]
    public void Every_code_has_a_number_of_its_own_and_a_family() =>
        Enum.GetValues<ErrorCode>().Select(code => (int)code).ShouldSatisfyAllConditions(
            numbers => numbers.ShouldBeUnique(),
            numbers => numbers.ShouldAllBe(number => number > 1100 && number < 2100));
}
