using OtaTools.Core.Connection;

namespace OtaTools.Core.Tests.Connection;

public class ErrnoTests
{
    [Theory]
    [InlineData("name", -202, null, "NameNotFound")]
    [InlineData("connect", 116, null, "Silent")]
    [InlineData("connect", 118, null, "Unreachable")]
    [InlineData("connect", 104, null, "Refused")]
    [InlineData("send", 104, null, "Refused")]
    [InlineData("send", 128, null, "Refused")]
    [InlineData("connect", 111, null, "Refused")]
    [InlineData("answer", 116, null, "Hushed")]
    [InlineData("answer", 104, null, "Hushed")]
    [InlineData("answer", null, "", "Hushed")]
    [InlineData("answer", null, "HTTP/1.1 200 OK\r\n\r\notatools 0123", "Answered")]
    [InlineData("answer", 116, "HTTP/1.1 200 OK\r\n\r\notatools 0123", "Answered")]
    [InlineData("answer", null, "HTTP/1.1 404 Not Found\r\n\r\n", "AnotherAnswer")]
    [InlineData("whatever", 999, null, "Silent")]
    public void A_board_s_words_come_to_what_happened(string stage, int? errno, string? answer, string reach) =>
        Errno.ReachOf(new BoardFetch(stage, null, errno, answer), "otatools 0123").ToString().ShouldBe(reach);
}
