using System.Net;
using OtaTools.Core.Language;
using OtaTools.Core.Language.Text;
using static OtaTools.Core.Tests.Language.Workspace;

namespace OtaTools.Core.Tests.Language.Assistance;

public class AssistanceTests
{
    private const string Here = "http://192.168.1.20:8000";

    [Fact]
    public void A_URL_shows_the_card_of_its_image_and_where_it_is_served()
    {
        var (document, cursor) = AtCursor(text => PythonFile(text), $"FW_URL = '{Here}/OTA/‸{Good}'");

        var hover = FirmwareLanguage.HoverAt(document, cursor, Served)!;

        hover.Markdown.ShouldContain("**ESP32\\_GENERIC\\-OTA");
        hover.Markdown.ShouldContain("v1.26.0");
        hover.Markdown.ShouldContain("92 %");
        hover.Markdown.ShouldContain($"`{Here}/OTA/{Good}`");
        document.Source.Slice(document.Source.SpanOf(hover.Range)).ToString().ShouldBe($"{Here}/OTA/{Good}");
        FirmwareLanguage.HoverAt(document, cursor, Idle)!.Markdown.ShouldNotContain("`http");
    }

    [Theory]
    [InlineData("c3.app-bin", true)] // for a board of another chip, perhaps
    [InlineData("page.app-bin", false)]
    public void What_is_served_is_every_whole_app_image(string name, bool served) =>
        FirmwareLanguage.HoverAt(Url($"{Here}/OTA/{name}"), new TextPosition(0, 15), Served)!.Markdown.Contains($"`{Here}/OTA/{name}`", StringComparison.Ordinal).ShouldBe(served);

    [Theory]
    [InlineData("WIFI_S‸SID = ''", "32 bytes")]
    [InlineData("WIFI_PASS‸ = ''", "8 to 63")]
    [InlineData("‸FW_URL = ''", "app\\-bin")]
    [InlineData("FW_URL = ''\nCH‸UNK = 1", "256 to 4096")]
    public void A_name_shows_what_it_means(string text, string expected)
    {
        var (document, cursor) = AtCursor(one => PythonFile(one), text);

        FirmwareLanguage.HoverAt(document, cursor, Idle)!.Markdown.ShouldContain(expected);
    }

    [Theory]
    [InlineData("{\"tri‸al\": 1}", "10 to 3600")]
    [InlineData("{\"wifi\": [{\"pass‸word\": \"\"}]}", "8 to 63")]
    [InlineData("{\"limit‸\": 1}", "60")]
    public void A_key_shows_what_it_means(string text, string expected)
    {
        var (document, cursor) = AtCursor(JsonFile, text);

        FirmwareLanguage.HoverAt(document, cursor, Idle)!.Markdown.ShouldContain(expected);
    }

    [Fact]
    public void The_names_of_files_are_no_markup()
    {
        var facts = Served with { Files = [File("<b>[x](command:y)`.app-bin", App("v1.26.0"))] };
        var document = Url(Here + facts.Files[0].UrlPath);

        var markdown = FirmwareLanguage.HoverAt(document, new TextPosition(0, 15), facts)!.Markdown;

        markdown.ShouldNotContain("<b>");
        markdown.ShouldNotContain("](");
    }

    [Fact]
    public void Above_a_URL_one_serves_takes_the_address_and_uploads()
    {
        var document = Url($"http://10.0.0.1:9000/OTA/{Good}");

        var lenses = FirmwareLanguage.Lenses(document, Served);

        lenses.Select(lens => lens.Command.Id).ShouldBe([EditorCommands.StopServing, EditorCommands.ApplyEdits, EditorCommands.UploadDeviceScripts]);
        var edits = lenses[1].Command.Arguments[0].ShouldBeOfType<DocumentEdits>();
        document.Source.With(edits.Edits).Text.ShouldBe(Url($"{Here}/OTA/{Good}").Source.Text);
    }

    [Theory]
    [InlineData(Here + "/OTA/" + Good)]
    [InlineData("https://github.com/x.app-bin")]
    [InlineData("http://192.168.1.99/other.bin")]
    public void The_address_is_offered_only_where_it_is_another_and_ours(string url) =>
        FirmwareLanguage.Lenses(Url(url), Idle).Select(lens => lens.Command.Id).ShouldBe([EditorCommands.StartServing, EditorCommands.UploadDeviceScripts]);

    [Fact]
    public void An_empty_URL_is_filled_in_one_step()
    {
        var document = Url("");
        var facts = Idle with { Files = [Idle.Files[0]] };

        var edits = (DocumentEdits)FirmwareLanguage.Lenses(document, facts)[1].Command.Arguments[0];

        document.Source.With(edits.Edits).Text.ShouldBe(Url($"{Here}/OTA/{Good}").Source.Text);
    }

    [Theory]
    [InlineData("FW_URL = \"‸\"", "FW_URL = \"" + Here + "/OTA/" + Older + "\"")]
    [InlineData("FW_URL = \"http://‸\"", "FW_URL = \"" + Here + "/OTA/" + Older + "\"")]
    [InlineData("FW_URL = \"http://‸", "FW_URL = \"" + Here + "/OTA/" + Older + "\"")]
    [InlineData("FW_URL = '‸  # later", "FW_URL = '" + Here + "/OTA/" + Older + "'  # later")]
    [InlineData("FW_URL = \"http://10.0.0.7:81/O‸TA/x\"", "FW_URL = \"http://10.0.0.7:81/OTA/" + Older + "\"")]
    [InlineData("FW_URL = \"http://10.0.0.7:81/‸", "FW_URL = \"http://10.0.0.7:81/OTA/" + Older + "\"")]
    [InlineData("x = 1\r\nFW_URL = \"http://設定/‸\"\r\n", "x = 1\r\nFW_URL = \"http://設定/OTA/" + Older + "\"\r\n")]
    public void Inside_the_string_images_are_offered_and_put_in_whole(string text, string expected)
    {
        var (document, cursor) = AtCursor(one => PythonFile(one), text);

        var completions = FirmwareLanguage.CompletionsAt(document, cursor, Idle);

        completions.Select(one => one.Label).ShouldBe(["OTA/" + Older, "OTA/" + Good]);
        completions.ShouldAllBe(one => one.Edit.Range.Start <= cursor && cursor <= one.Edit.Range.End && one.Edit.Range.Start.Line == one.Edit.Range.End.Line);
        document.Source.With([completions[0].Edit]).Text.ShouldBe(expected);
    }

    [Theory]
    [InlineData("FW_URL‸ = \"\"")]
    [InlineData("FW_URL = \"\"‸")]
    [InlineData("WIFI_SSID = \"‸\"")]
    [InlineData("FW_URL = \"https://github.com/‸\"")]
    [InlineData("FW_URL = f\"http://{host}/‸\"")]
    public void Elsewhere_nothing_is_offered(string text)
    {
        var (document, cursor) = AtCursor(one => PythonFile(one), text);

        FirmwareLanguage.CompletionsAt(document, cursor, Idle).ShouldBeEmpty();
    }

    [Fact]
    public void A_URL_leads_to_its_image()
    {
        var document = JsonFile($"{{\"fw_url\": \"{Here}/OTA/{Good}\"}}");

        var link = FirmwareLanguage.Links(document, Idle).ShouldHaveSingleItem();

        link.TargetPath.ShouldBe("/ws/OTA/" + Good);
        document.Source.Slice(document.Source.SpanOf(link.Range)).ToString().ShouldBe($"{Here}/OTA/{Good}");
    }

    [Fact]
    public void Only_names_are_asked_for() =>
        FirmwareLanguage.HostsOf(PythonFile("FW_URL = 'http://My-PC.local:1/x'\nif x:\n FW_URL = 'http://192.168.1.5/'\nif y:\n FW_URL = 'http://your-host/'\nif z:\n FW_URL = 'http://half-typed'"))
            .ShouldBe(["my-pc.local"]);

    [Fact]
    public void A_name_of_this_computer_is_this_computer()
    {
        var facts = Served with { Names = new Dictionary<string, ResolvedName> { ["my-pc"] = new([IPAddress.Parse("127.0.1.1")]) } };

        Marked(Url("http://MY-PC:8000/OTA/gone.app-bin"), facts).ShouldBe(["firmware-file-missing gone.app-bin"]);
    }

    [Fact]
    public void A_name_of_another_computer_is_meant()
    {
        var facts = Served with { Names = new Dictionary<string, ResolvedName> { ["nas"] = new([IPAddress.Parse("192.168.1.3")]) } };

        Marked(Url("http://nas:8000/OTA/full.bin"), facts).ShouldBeEmpty();
    }
}
