using System.CommandLine;
using System.Text.RegularExpressions;
using OtaTools.Core;
using OtaTools.Server.Cli;
using OtaTools.Server.Tests.Support;

namespace OtaTools.Server.Tests.Cli;

[Collection(ProcessLanguage.Name)]
public class OptionHintTests
{
    public OptionHintTests() => UserLanguage.Use("en");

    [Theory]
    [InlineData(ErrorCode.PortInUse, "--port")]
    [InlineData(ErrorCode.NoAddress, "--address")]
    [InlineData(ErrorCode.DeviceNoAnswer, "--baud")]
    [InlineData(ErrorCode.DeviceNotMicroPython, "--baud")]
    [InlineData(ErrorCode.DeviceNotInterruptible, "--timeout")]
    [InlineData(ErrorCode.BootPyForeign, "--boot-py hook")]
    [InlineData(ErrorCode.SigningKeyExists, "--out")]
    [InlineData(ErrorCode.SigningKeyPassphrase, "OTATOOLS_KEY_PASSPHRASE")]
    [InlineData(ErrorCode.DeviceNotSelected, "\"ports\"")]
    public void A_failure_that_an_option_mends_names_it(ErrorCode code, string option) => OptionHint.For(code).ShouldNotBeNull().ShouldContain(option);

    [Fact]
    public void Every_option_that_is_named_exists()
    {
        var known = new object[] { new CommonOptions(), new PublishOptions() }.SelectMany(options => options.GetType().GetProperties().Select(property => ((Option)property.GetValue(options)!).Name));

        Enum.GetValues<ErrorCode>()
            .SelectMany(code => Regex.Matches(OptionHint.For(code) ?? "", "--[a-z-]+").Select(match => match.Value))
            .Except(known)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_failure_that_no_option_mends_has_no_hint() => OptionHint.For(ErrorCode.DeviceDisconnected).ShouldBeNull();
}
