using OtaTools.Server.Cli;

namespace OtaTools.Server.Tests.Cli;

public class KeyBytesTests
{
    [Theory]
    [InlineData('a', ConsoleKey.A, "a")]
    [InlineData('日', ConsoleKey.NoName, "日")]
    [InlineData('\u0003', ConsoleKey.C, "\u0003")]
    [InlineData('\n', ConsoleKey.Enter, "\r")]
    [InlineData('\b', ConsoleKey.Backspace, "\u007f")]
    [InlineData('\0', ConsoleKey.UpArrow, "\u001b[A")]
    [InlineData('\0', ConsoleKey.Delete, "\u001b[3~")]
    public void A_key_is_sent_as_a_terminal_sends_it(char character, ConsoleKey key, string bytes) =>
        KeyBytes.Of(new ConsoleKeyInfo(character, key, false, false, false)).ShouldBe(System.Text.Encoding.UTF8.GetBytes(bytes));
}
