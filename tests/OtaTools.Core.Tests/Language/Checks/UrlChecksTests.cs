using System.Net;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language;
using static OtaTools.Core.Tests.Language.Workspace;

namespace OtaTools.Core.Tests.Language.Checks;

public class UrlChecksTests
{
    private const string GoodPath = "/OTA/" + Good;

    [Theory]
    [InlineData("http://192.168.1.20:8000" + GoodPath)]
    [InlineData("http://192.168.1.99:9000/elsewhere.bin")] // another computer's server
    [InlineData("https://github.com/me/board/releases/latest/download/x.app-bin")]
    [InlineData("https://github.com" + GoodPath)]
    [InlineData("http://not-asked-yet:8000/x.bin")]
    public void Nothing_is_said_of_a_URL_that_a_board_can_use(string url) => Marked(Url(url), Served).ShouldBeEmpty();

    [Theory]
    [InlineData("http://localhost:8000", "host-loopback localhost")]
    [InlineData("http://127.0.0.1:8000", "host-loopback 127.0.0.1")]
    [InlineData("http://0.0.0.0:8000", "host-loopback 0.0.0.0")]
    [InlineData("http://172.17.0.1:8000", "host-virtual-network 172.17.0.1")]
    [InlineData("http://192.168.1.77:8000", "host-not-this-computer 192.168.1.77")]
    [InlineData("http://192.168.1:8000", "url-invalid 192.168.1")]
    [InlineData("http://192.168.1.300:8000", "url-invalid 192.168.1.300")]
    [InlineData("http://192.168.x.x:8000", "url-placeholder 192.168.x.x")]
    [InlineData("http://<ip>:8000", "url-placeholder <ip>")]
    [InlineData("http://YOUR_PC_IP:8000", "url-placeholder YOUR_PC_IP")]
    [InlineData("http://サーバーのアドレス:8000", "url-placeholder サーバーのアドレス")]
    [InlineData("http://missing.local:8000", "host-unresolved missing.local")]
    [InlineData("http://192.168.1.20:8001", "port-differs 8001")]
    [InlineData("http://192.168.1.20", "port-missing 192.168.1.20")]
    [InlineData("http://192.168.1.20:80000", "url-invalid 80000")]
    [InlineData("htp://192.168.1.20:8000", "url-scheme-misspelt htp://")]
    [InlineData("http:/192.168.1.20:8000", "url-scheme-misspelt http:/")]
    [InlineData("https;//192.168.1.20:8000", "url-scheme-misspelt https;//")]
    [InlineData("HTTP://192.168.1.20:8000", "url-scheme-misspelt HTTP://")]
    [InlineData("https://192.168.1.20:8000", "url-scheme-unsupported https")]
    [InlineData("ftp://192.168.1.20:8000", "url-scheme-unsupported ftp")]
    [InlineData("http://me@192.168.1.20:8000", "url-invalid 192.168.1.20")]
    public void What_keeps_a_board_from_the_file_is_marked_where_it_stands(string beginning, string expected) =>
        Marked(Url(beginning + GoodPath), WithNames(Served)).ShouldBe([expected]);

    [Theory]
    [InlineData("http://localhost:8000", "http://192.168.1.20:8000")]
    [InlineData("http://172.17.0.1:8000", "http://192.168.1.20:8000")]
    [InlineData("http://192.168.1.77:8000", "http://192.168.1.20:8000")]
    [InlineData("http://192.168.x.x:8000", "http://192.168.1.20:8000")]
    [InlineData("http://missing.local:8000", "http://192.168.1.20:8000")]
    [InlineData("http://192.168.1.20:8001", "http://192.168.1.20:8000")]
    [InlineData("http://192.168.1.20", "http://192.168.1.20:8000")]
    [InlineData("htp:/192.168.1.20:8000", "http://192.168.1.20:8000")]
    [InlineData("https://192.168.1.20:8000", "http://192.168.1.20:8000")]
    [InlineData("192.168.1.20:8000", "http://192.168.1.20:8000")]
    [InlineData(" http://192.168.1.20:8000", "http://192.168.1.20:8000")]
    public void Each_has_a_fix_that_leaves_nothing_to_say(string wrong, string right)
    {
        var document = Url(wrong + GoodPath);
        var facts = WithNames(Served);
        var code = FirmwareLanguage.Diagnose(document, facts).Single().Code;

        var mended = PythonFile(Fixed(document, facts, code));

        mended.Source.Text.ShouldBe(Url(right + GoodPath).Source.Text);
        Marked(mended, facts).ShouldBeEmpty();
    }

    [Fact]
    public void A_simulated_board_on_this_computer_reaches_it_by_loopback() =>
        Marked(Url("http://127.0.0.1:8000" + GoodPath), Served with { DeviceOnLoopback = true, Reachable = IPAddress.Loopback }).ShouldBeEmpty();

    [Fact]
    public void While_nothing_is_served_another_port_is_only_remarked() =>
        FirmwareLanguage.Diagnose(Url("http://192.168.1.20:8001" + GoodPath), Idle).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Remark);

    [Fact]
    public void A_server_elsewhere_at_our_port_is_only_remarked() =>
        FirmwareLanguage.Diagnose(Url("http://192.168.1.99:8000/other.bin"), Served).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Remark);

    [Theory]
    [InlineData("/OTA/gone.app-bin", "firmware-file-missing gone.app-bin")]
    [InlineData("", "firmware-file-missing \"http://192.168.1.20:8000\"")]
    [InlineData("/OTA/full.bin", "firmware-full-flash full.bin")]
    [InlineData("/OTA/page.app-bin", "firmware-not-an-app page.app-bin")]
    [InlineData("/OTA/c3.app-bin", "firmware-wrong-chip c3.app-bin")]
    [InlineData("/OTA/long.app-bin", "firmware-too-long long.app-bin")]
    [InlineData("/OTA/a b.app-bin", "url-invalid /OTA/a b.app-bin")]
    public void What_a_board_would_get_there_is_marked_at_the_file_name(string path, string expected) =>
        Marked(Url("http://192.168.1.20:8000" + path), Served).ShouldContain(expected);

    [Fact]
    public void A_file_that_is_not_known_yet_is_not_said_to_be_missing() =>
        Marked(Url("http://192.168.1.20:8000/OTA/gone.app-bin"), Served with { FilesKnown = false }).ShouldBeEmpty();

    [Fact]
    public void Escapes_of_the_string_are_counted_where_they_stand() =>
        Marked(PythonFile("FW_URL = 'http:\\x2f/' \"local\" \\\n  'host\\u003a8000" + GoodPath + "'"), Served).ShouldBe(["host-loopback local\" \\\n  'host"]);

    [Fact]
    public void An_escape_is_marked_as_a_whole() =>
        Marked(PythonFile("FW_URL = 'http://\\x6cocalhos\\164:8000" + GoodPath + "'"), Served).ShouldBe(["host-loopback \\x6cocalhos\\164"]);

    [Fact]
    public void A_fix_across_pieces_of_a_string_keeps_them_whole() =>
        Fixed(PythonFile("FW_URL = ('http://local' r\"host:8000" + GoodPath + "\")"), Served, DiagnosticCodes.HostLoopback)
            .ShouldBe("FW_URL = ('http://192.168.1.20' r\":8000" + GoodPath + "\")");

    private static WorkspaceFacts WithNames(WorkspaceFacts facts) =>
        facts with { Names = new Dictionary<string, ResolvedName> { ["missing.local"] = new([]) } };
}
