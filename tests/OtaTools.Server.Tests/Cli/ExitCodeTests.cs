using OtaTools.Core;
using OtaTools.Server.Cli;
using OtaTools.Server.Tests.Support;

namespace OtaTools.Server.Tests.Cli;

[Collection(ProcessLanguage.Name)]
public class ExitCodeTests
{
    public ExitCodeTests() => UserLanguage.Use("en");

    /// <summary>As the help and the README tell; scripts branch on them.</summary>
    [Fact]
    public void Every_failure_ends_with_the_code_of_its_family()
    {
        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            var family = code switch
            {
                >= ErrorCode.DeviceNotFound and < ErrorCode.DevicePython => 3,
                >= ErrorCode.DevicePython and < ErrorCode.FirmwareUnreadable => 4,
                >= ErrorCode.FirmwareUnreadable and < ErrorCode.PortInUse => 5,
                >= ErrorCode.PortInUse and < ErrorCode.UpdateFailed => 6,
                >= ErrorCode.UpdateFailed and < ErrorCode.ConfigurationInvalid => 7,
                >= ErrorCode.ConfigurationInvalid and < ErrorCode.SigningKeyUnreadable => 8,
                >= ErrorCode.SigningKeyUnreadable and < (ErrorCode)1800 => 9,
                < (ErrorCode)1900 => 10,
                < ErrorCode.BoardCannotReachServer => 11,
                _ => 12,
            };
            ExitCode.Of(code).ShouldBe(family, code.ToString());
        }
    }

    [Fact]
    public void The_other_codes_never_change() => (ExitCode.Ok, ExitCode.Unexpected, ExitCode.Usage, ExitCode.Interrupted).ShouldBe((0, 1, 2, 130));

    [Fact]
    public void The_help_tells_every_code()
    {
        var help = Messages.RootDescription();

        Enum.GetValues<ErrorCode>().Select(ExitCode.Of).Concat([ExitCode.Ok, ExitCode.Unexpected, ExitCode.Usage, ExitCode.Interrupted]).Distinct()
            .ShouldAllBe(code => help.Contains($" {code} ", StringComparison.Ordinal));
    }
}
