using OtaTools.Core.Language;
using static OtaTools.Core.Tests.Language.Workspace;

namespace OtaTools.Core.Tests.Language.Checks;

public class ImageOffersTests
{
    private const string Here = "http://192.168.1.20:8000/OTA/";

    [Fact]
    public void The_app_of_a_full_image_is_extracted_and_named()
    {
        var fix = Fixes(Url(Here + "full.bin"), Served, "firmware-full-flash").First(one => one.IsPreferred);

        fix.Command!.Id.ShouldBe(EditorCommands.ExtractApp);
        fix.Command.Arguments.ShouldBe(["/ws/OTA/full.bin"]);
        Fixed(Url(Here + "full.bin"), Served, "firmware-full-flash").ShouldBe($"FW_URL = \"{Here}full.app-bin\"\n");
    }

    [Fact]
    public void A_full_image_that_somebody_gave_the_name_of_an_app_is_extracted_to_another()
    {
        var facts = Served with { Files = [File("OTA/renamed.app-bin", Full())] };

        Fixed(Url(Here + "renamed.app-bin"), facts, "firmware-full-flash").ShouldBe($"FW_URL = \"{Here}renamed.app-bin.app-bin\"\n");
    }

    [Fact]
    public void Where_the_app_image_lies_beside_the_full_one_it_is_taken()
    {
        var facts = Served with { Files = [.. Served.Files, File("OTA/full.app-bin", App("v1.26.0"))] };

        var fixes = Fixes(Url(Here + "full.bin"), facts, "firmware-full-flash");

        fixes.ShouldAllBe(fix => fix.Command == null);
        Fixed(Url(Here + "full.bin"), facts, "firmware-full-flash").ShouldBe($"FW_URL = \"{Here}full.app-bin\"\n");
    }

    [Fact]
    public void A_misspelt_name_becomes_the_nearest_image() =>
        Fixed(Url(Here + "ESP32_GENERIC-OTA-20250809-v1.26.app-bin"), Served, DiagnosticCodes.FileMissing).ShouldBe($"FW_URL = \"{Here}{Good}\"\n");

    [Fact]
    public void A_file_that_moved_is_found_by_its_name() =>
        Fixed(Url("http://192.168.1.20:8000/" + Older), Served, DiagnosticCodes.FileMissing).ShouldBe($"FW_URL = \"{Here}{Older}\"\n");

    [Fact]
    public void Only_images_that_the_board_can_take_are_offered() =>
        Fixes(Url(Here + "c3.app-bin"), Served, "firmware-wrong-chip").ShouldAllBe(fix => !fix.Title.Contains("long") && !fix.Title.Contains("page") && !fix.Title.Contains("full"));

    [Fact]
    public void What_is_not_likely_meant_is_offered_and_not_preferred()
    {
        var fixes = Fixes(Url(Here + "weather-station.app-bin"), Served, DiagnosticCodes.FileMissing);

        fixes.Count.ShouldBe(2);
        fixes.ShouldAllBe(fix => !fix.IsPreferred);
    }

    [Fact]
    public void Names_are_escaped_in_the_URL()
    {
        var facts = Served with { Files = [File("OTA/私の app.app-bin", App("v1.26.0"))] };

        Fixed(Url(Here + "gone.app-bin"), facts, DiagnosticCodes.FileMissing)
            .ShouldBe("FW_URL = \"http://192.168.1.20:8000/OTA/%E7%A7%81%E3%81%AE%20app.app-bin\"\n");
    }
}
