using OtaTools.Core.Serving;
using OtaTools.Server.Tests.Support;

namespace OtaTools.Server.Tests;

[Collection(ProcessLanguage.Name)]
public class TransferLineTests
{
    private static readonly Transfer Download = new(
        1, DateTimeOffset.Now, "24:0a:c4:00:00:01", "192.168.1.30", "GET", "/OTA/x.app-bin", 200, 1_572_864, 1_572_864, TransferState.Done, "v1.26.0", null);

    public TransferLineTests() => UserLanguage.Use("en");

    [Fact]
    public void A_line_names_the_time_the_board_the_request_and_its_end() =>
        TransferLine.Of(Download).ShouldBe($"{Download.Started:HH:mm:ss} 24:0a:c4:00:00:01 \"GET /OTA/x.app-bin\" 200 1,572,864 B");

    [Fact]
    public void A_request_for_the_headers_says_so() => EndOf(Download with { Method = "HEAD", BytesSent = 0, BytesTotal = 0 }).ShouldBe("200 headers only");

    [Fact]
    public void A_file_that_the_board_has_already_says_so() => EndOf(Download with { Status = 304, BytesSent = 0, BytesTotal = 0 }).ShouldBe("304 not modified");

    [Fact]
    public void A_part_says_how_much() => EndOf(Download with { Status = 206, BytesSent = 4096, BytesTotal = 4096 }).ShouldBe("206 part of 4,096 B");

    [Fact]
    public void A_part_that_is_not_there_says_so() => EndOf(Download with { Status = 416, BytesSent = 0, BytesTotal = 0 }).ShouldBe("416 no such part in the file");

    [Theory]
    [InlineData("GET", 404, "no such firmware file")]
    [InlineData("HEAD", 404, "no such firmware file")]
    [InlineData("POST", 405, "only GET and HEAD are answered")]
    public void A_refused_request_says_why(string method, int status, string why) =>
        EndOf(Download with { Method = method, Status = status, BytesSent = 0, BytesTotal = 0, Why = why }).ShouldBe($"{status} {why}");

    [Theory]
    [InlineData(200)]
    [InlineData(206)]
    public void A_download_that_broke_off_says_where(int status) =>
        EndOf(Download with { Status = status, BytesSent = 65_536, State = TransferState.BrokenOff }).ShouldBe($"{status} broken off at 65,536 of 1,572,864 B");

    [Theory]
    [InlineData("/a\nb", "/a?b")]
    [InlineData("/\u001b[2J", "/?[2J")]
    [InlineData("/\u202egnp", "/?gnp")]
    [InlineData("/\u2028x", "/?x")]
    [InlineData("/ファーム.app-bin", "/ファーム.app-bin")]
    public void Whatever_path_is_asked_for_stays_one_harmless_line(string path, string shown) =>
        TransferLine.Of(Download with { Path = path }).ShouldContain($"\"GET {shown}\" 200");

    [Fact]
    public void A_path_without_end_is_cut() => TransferLine.Of(Download with { Path = "/" + new string('x', 8000) }).Length.ShouldBeLessThan(300);

    private static string EndOf(Transfer transfer) => TransferLine.Of(transfer).Split("\" ")[1];
}
