using OtaTools.Core.Language;
using OtaTools.Core.Language.Text;
using static OtaTools.Core.Tests.Language.Workspace;

namespace OtaTools.Core.Tests.Language.Checks;

public class WifiChecksTests
{
    private const string Secret = "korrekt-pferd-42";

    [Theory]
    [InlineData("WIFI_SSID = 'YOUR_SSID'", "ssid-placeholder 'YOUR_SSID'")]
    [InlineData("WIFI_SSID = 'your-ssid'", "ssid-placeholder 'your-ssid'")]
    [InlineData("WIFI_SSID = '<ssid>'", "ssid-placeholder '<ssid>'")]
    [InlineData("WIFI_SSID = 'ネットワーク名'", "ssid-placeholder 'ネットワーク名'")]
    [InlineData("WIFI_SSID = 'ああああああああああa'", null)]
    [InlineData("WIFI_SSID = 'あああああああああああ'", "ssid-too-long 'あああああああああああ'")]
    [InlineData("WIFI_SSID = 'MyWifi'", null)]
    [InlineData("WIFI_PASS = 'changeme'", "password-placeholder 'changeme'")]
    [InlineData("WIFI_PASS = 'パスワード'", "password-placeholder 'パスワード'")]
    [InlineData("WIFI_PASS = 'short'", "password-length 'short'")]
    [InlineData("WIFI_PASSWORD = 'short'", "password-length 'short'")]
    [InlineData("WIFI_PASS = '" + Secret + "'", null)]
    [InlineData("WIFI_PASS = ''", null)]
    [InlineData("WIFI_SSID = ''\nWIFI_PASS = ''\nFW_URL = ''", null)]
    [InlineData("WIFI_SSID = ''\nWIFI_PASS = '" + Secret + "'", "ssid-empty ''")]
    [InlineData("WIFI_SSID = 'home'\nFW_URL = ''", "url-empty ''")]
    [InlineData("WIFI_SSID = 'home'\nCHUNK = 100", "setting-out-of-range 100")]
    [InlineData("WIFI_SSID = 'home'\nCHUNK = '4096'", null)] // the board makes a number of it
    [InlineData("WIFI_SSID = 'home'\nCHUNK = 'all'", "setting-wrong-type 'all'")]
    [InlineData("WIFI_SSID = 'home'\nCHUNK = size()", null)]
    [InlineData("WIFI_SSID = None", null)]
    [InlineData("WIFI_SSID = 5", "setting-wrong-type 5")]
    public void Settings_in_Python_are_judged(string text, string? expected) =>
        Marked(PythonFile(text), Idle).ShouldBe(expected is null ? [] : [expected]);

    [Theory]
    [InlineData("{\"chunk\": 99999}", "setting-out-of-range 99999")]
    [InlineData("{\"limit\": 5}", "setting-out-of-range 5")]
    [InlineData("{\"trial\": \"120\"}", null)]
    [InlineData("{\"trial\": \"2 min\"}", "setting-wrong-type \"2 min\"")]
    [InlineData("{\"trial\": null}", "setting-wrong-type null")]
    [InlineData("{\"scripts\": 1}", "setting-wrong-type 1")]
    [InlineData("{\"wifi\": {}}", "setting-wrong-type {")]
    [InlineData("{\"fw_url\": null}", "setting-wrong-type null")]
    [InlineData("{\"key\": null}", null)]
    [InlineData("{\"fw_ulr\": \"x\"}", "key-unknown fw_ulr")]
    [InlineData("{\"chunk\": 512, \"mine\": 1}", "key-unknown mine")]
    [InlineData("{\"version\": \"1.0.3\", \"url\": \"https://example.org/fw.bin\"}", null)] // another tool's
    [InlineData("{\"wifi\": [{\"ssid\": \"home\", \"password\" \"" + Secret + "\"}]}", null)]
    [InlineData("{\"wifi\": [{\"ssid\": \"home\", \"password\", \"" + Secret + "\"}]}", null)]
    [InlineData("{\"wifi\": [{\"ssid\": \"home\", \"pasword\": \"x\"}]}", "key-unknown pasword")]
    [InlineData("{\"wifi\": [{\"password\": \"" + Secret + "\"}]}", "key-missing {")]
    [InlineData("{\"wifi\": [{\"password\": \"" + Secret + "\"", null)]
    [InlineData("{\"wifi\": [{\"ssid\": \"\"}]}", "ssid-empty \"\"")]
    public void Settings_in_ota_json_are_judged(string text, string? expected) =>
        Marked(JsonFile(text), Idle).ShouldBe(expected is null ? [] : [expected]);

    [Theory]
    [InlineData("{\"fw_ulr\": 1}", "{\"fw_url\": 1}")]
    [InlineData("{\"wifi\": [{\"ssid\": \"a\", \"psk\": \"x\"}]}", "{\"wifi\": [{\"ssid\": \"a\", \"password\": \"x\"}]}")]
    public void A_misspelt_key_has_a_fix(string text, string mended) => Fixed(JsonFile(text), Idle, DiagnosticCodes.KeyUnknown).ShouldBe(mended);

    [Fact]
    public void A_key_is_not_renamed_to_one_that_is_there() =>
        Fixes(JsonFile("{\"fw_ulr\": 1, \"fw_url\": \"http://h/\"}"), Idle, DiagnosticCodes.KeyUnknown).ShouldBeEmpty();

    [Fact]
    public void A_password_in_a_file_that_git_tracks_is_warned_of_with_a_fix()
    {
        var document = PythonFile($"WIFI_SSID = 'home'\r\nWIFI_PASS = '{Secret}'\r\n");
        var facts = Idle with { IsTracked = true };

        Marked(document, facts).ShouldBe([$"password-in-git '{Secret}'"]);
        var fix = Fixes(document, facts, DiagnosticCodes.PasswordTracked).ShouldHaveSingleItem();
        fix.Command!.Id.ShouldBe(EditorCommands.MoveWifiPassword);
        fix.Edits.ShouldBeEmpty();
        var place = fix.Command.Arguments.ShouldHaveSingleItem().ShouldBeOfType<PasswordPlace>();
        place.Password.ShouldBe(new TextRange(new TextPosition(1, 12), new TextPosition(1, 30)));
        place.Ssid.ShouldBe(new TextRange(new TextPosition(0, 12), new TextPosition(0, 18)));
    }

    [Fact]
    public void A_password_that_is_overridden_is_in_the_history_too() =>
        Marked(PythonFile($"WIFI_PASS = '{Secret}'\nWIFI_PASS = ''"), Idle with { IsTracked = true }).ShouldBe([$"password-in-git '{Secret}'"]);

    [Theory]
    [InlineData("\"password\" \"" + Secret + "\"")]
    [InlineData("\"password\", \"" + Secret + "\"")]
    [InlineData("\"" + Secret + "\": \"password\"")]
    [InlineData("\"" + Secret + "\": ")]
    public void No_message_quotes_a_password_in_the_wrong_place(string pair)
    {
        var document = JsonFile($"{{\"wifi\": [{{\"ssid\": \"home\", {pair}}}]}}");

        FirmwareLanguage.Diagnose(document, Idle with { IsTracked = true }).ShouldAllBe(one => !one.Message.Contains(Secret));
        for (var at = 0; at < document.Source.Length; at++)
        {
            (FirmwareLanguage.HoverAt(document, document.Source.PositionOf(at), Idle)?.Markdown ?? "").ShouldNotContain(Secret);
        }
    }

    [Theory]
    [InlineData("short")]
    [InlineData(Secret)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public void No_answer_holds_a_password(string password)
    {
        var document = PythonFile($"WIFI_SSID = 'home'\nWIFI_PASS = '{password}'\nFW_URL = 'http://localhost/'");
        var facts = Served with { IsTracked = true };

        var said = FirmwareLanguage.Diagnose(document, facts).Select(one => one.Message)
            .Concat(FirmwareLanguage.FixesFor(document, new TextRange(default, new TextPosition(9, 0)), null, facts).SelectMany(fix => new[] { fix.Title, $"{fix.Command}" }))
            .Append(FirmwareLanguage.HoverAt(document, new TextPosition(1, 3), facts)!.Markdown);

        said.ShouldAllBe(text => !text.Contains(password));
    }

    [Theory]
    [InlineData("CHUNK = 1", "main.py", false)]
    [InlineData("WIFI_SSID = 'home'\nCHUNK = 1", "main.py", false)]
    [InlineData("FW_URL = 'http://fw.test/x'\nCHUNK = 1", "main.py", true)]
    [InlineData("WIFI_SSID = 'home'\nCHUNK = 1", "boot.py", true)]
    public void A_program_with_a_CHUNK_of_its_own_is_left_alone(string text, string name, bool judged) =>
        Marked(PythonFile(text, name), Idle).ShouldBe(judged ? ["setting-out-of-range 1"] : []);

    [Theory]
    [InlineData("test_wifi.py", false)]
    [InlineData("tests/wifi.py", false)]
    [InlineData("tests/ota.py", true)]
    [InlineData("tests/boot.py", true)]
    [InlineData("latest_news.py", true)]
    [InlineData("main.py", true)]
    public void What_a_test_makes_up_is_left_alone(string name, bool judged)
    {
        var document = PythonFile("WIFI_PASS = 'short'\nFW_URL = 'http://fw.test/x'", name);

        FirmwareLanguage.IsOurs(document).ShouldBe(judged);
        Marked(document, Idle with { IsTracked = true }).Any().ShouldBe(judged);
        FirmwareLanguage.Lenses(document, Idle).Any().ShouldBe(judged);
        FirmwareLanguage.HostsOf(document).Any().ShouldBe(judged, "nobody is asked for a made-up name");
    }

    [Theory]
    [InlineData("secrets.example.py", false)]
    [InlineData("config_template.py", false)]
    [InlineData("secrets.py", true)]
    public void A_template_may_have_placeholders_and_no_password(string name, bool judged)
    {
        Marked(PythonFile("WIFI_SSID = 'your-ssid'\nWIFI_PASS = 'changeme'\nFW_URL = 'http://<ip>/x'", name), Idle).Any().ShouldBe(judged);
        Marked(PythonFile($"WIFI_PASS = '{Secret}'", name), Idle with { IsTracked = true }).ShouldBe([$"password-in-git '{Secret}'"]);
    }
}
