using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Tests.Device.Console;

public class AnsiTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[0;31mE (31) boot: no\u001b[0m", "E (31) boot: no")]
    [InlineData("a\u001b[Kb\u001b7c", "abc")]
    [InlineData("tab\tstays, \abell goes", "tab\tstays, bell goes")]
    [InlineData("cut off \u001b[0;3", "cut off ")]
    [InlineData("cut off \u001b", "cut off ")]
    public void What_only_a_terminal_understands_is_left_out(string text, string plain) => AnsiText.Plain(text).ShouldBe(plain);
}
