using OtaTools.Core;
using OtaTools.Server.Cli;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests.Cli;

public class WifiPasswordTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("12345678\n")]
    [InlineData("12345678\r\n")]
    public void A_file_holds_the_password_with_or_without_a_line_end(string content)
    {
        using var folder = new TemporaryFolder();
        var file = new FileInfo(folder.Write("password", System.Text.Encoding.UTF8.GetBytes(content)));

        WifiPassword.Get(file, "home", new CommandLineConsole()).ShouldBe("12345678");
    }

    [Fact]
    public void A_file_that_is_missing_is_named()
    {
        var failure = Should.Throw<OtaToolsException>(() => WifiPassword.Get(new FileInfo("/no/such/file"), "home", new CommandLineConsole()));

        failure.Code.ShouldBe(ErrorCode.ConfigurationInvalid);
        failure.Message.ShouldContain("/no/such/file");
    }
}
