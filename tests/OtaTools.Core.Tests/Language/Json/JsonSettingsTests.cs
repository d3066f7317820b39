using OtaTools.Core.Language.Json;
using OtaTools.Core.Language.Settings;

namespace OtaTools.Core.Tests.Language.Json;

public class JsonSettingsTests
{
    [Fact]
    public void Keys_of_the_file_and_of_its_networks_are_found()
    {
        var found = JsonSettings.Of("""
            { // as a board has it
              "wifi": [{"ssid": "a", "password": "b"}, {"ssid": "c"}],
              "fw_url": "http:\/\/h/\u0061",
              "chunk": 512, "scripts": true, "key": null,
            }
            """);

        found.All.Select(setting => (setting.Kind, setting.Network)).ShouldBe(
        [
            (SettingKind.Networks, null), (SettingKind.Ssid, 0), (SettingKind.Password, 0), (SettingKind.Ssid, 1),
            (SettingKind.FirmwareUrl, null), (SettingKind.Chunk, null), (SettingKind.Scripts, null), (SettingKind.PublicKey, null),
        ]);
        found.Of(SettingKind.FirmwareUrl).Single().Text!.Value.ShouldBe("http://h/a");
        found.Networks.Count.ShouldBe(2);
        found.SsidBeside(found.Of(SettingKind.Password).Single())!.Text!.Value.ShouldBe("a");
    }

    [Theory]
    [InlineData("{\"fw_url\": \"x\"", "x")]
    [InlineData("{\"fw_url\": \"x", "x")]
    [InlineData("{\"fw_url\": \"x\n}", "x")]
    [InlineData("{\"chunk\": 1 \"fw_url\": \"x\"}", "x")]
    [InlineData("{\"chunk\": , \"fw_url\": \"x\"}", "x")]
    [InlineData("{\"wifi\": [{\"ssid\": }], \"fw_url\": \"x\"}", "x")]
    [InlineData("{\"a\": {\"fw_url\": \"no\"}, \"fw_url\": \"x\"}", "x")]
    [InlineData("{\"fw_url\": \"no\", \"fw_url\": \"x\"}", "x")]
    [InlineData("/* fw_url */ {\"fw_url\": \"x\"}", "x")]
    [InlineData("{'fw_url': 'x'}", "x")]
    public void Half_typed_and_broken_files_still_have_their_settings(string text, string value) =>
        JsonSettings.Of(text).Of(SettingKind.FirmwareUrl).ShouldHaveSingleItem().Text?.Value.ShouldBe(value);

    [Theory]
    [InlineData("{\"fw_url\"}")]
    [InlineData("{\"fw_url\":}")]
    [InlineData("{\"fw_url\"")]
    public void A_key_without_a_value_is_one_being_typed(string text) =>
        JsonSettings.Of(text).Of(SettingKind.FirmwareUrl).ShouldHaveSingleItem().Value.ShouldBeNull();

    [Theory]
    [InlineData("[\"fw_url\", 1]")]
    [InlineData("\"fw_url\": 1")]
    [InlineData("")]
    public void Outside_an_object_there_are_no_settings(string text) => JsonSettings.Of(text).All.ShouldBeEmpty();
}
