using System.Text.Json;
using OtaTools.Core.Configuration;

namespace OtaTools.Core.Tests.Configuration;

public class BoardConfigurationTests
{
    [Theory]
    [InlineData("a", "")]
    [InlineData("a network of just 32 characters..", "12345678")]
    [InlineData("Café 🐍", "pass word with \"quotes\" and \\")]
    [InlineData("home", "0123456789012345678901234567890123456789012345678901234567890123")]
    public void Names_and_passwords_that_WPA_knows(string ssid, string password)
    {
        ssid = ssid[..Math.Min(32, ssid.Length)];

        BoardConfiguration.Create(ssid, password, null).Wifi.ShouldBe(new WifiNetwork(ssid, password));
    }

    [Theory]
    [InlineData("", "12345678")]
    [InlineData("a network of no less than 33 chars", "12345678")]
    [InlineData("日本語日本語日本語日本", "12345678")]
    [InlineData("home", "1234567")]
    [InlineData("home", "01234567890123456789012345678901234567890123456789012345678901234")]
    public void Names_and_passwords_that_it_does_not_know(string ssid, string password)
    {
        var failure = Should.Throw<OtaToolsException>(() => BoardConfiguration.Create(ssid, password, null));

        failure.Code.ShouldBe(ErrorCode.ConfigurationInvalid);
        failure.Message.ShouldNotContain(password);
    }

    [Fact]
    public void An_open_network_needs_no_password() => BoardConfiguration.Create("home", null, null).Wifi.ShouldBe(new WifiNetwork("home", ""));

    [Theory]
    [InlineData("http://192.168.1.20:8000/OTA/x.app-bin")]
    [InlineData("https://example.com/x")]
    [InlineData("HTTP://EXAMPLE.COM/")]
    public void URLs_that_a_board_can_ask(string url) => BoardConfiguration.Create(null, null, url).FirmwareUrl.ShouldBe(new Uri(url));

    [Theory]
    [InlineData("")]
    [InlineData("192.168.1.20:8000/x")]
    [InlineData("/OTA/x.app-bin")]
    [InlineData("ftp://example.com/x")]
    [InlineData("file:///x")]
    [InlineData("http://")]
    [InlineData("http:///x")]
    public void URLs_that_it_cannot(string url) =>
        Should.Throw<OtaToolsException>(() => BoardConfiguration.Create(null, null, url)).Code.ShouldBe(ErrorCode.ConfigurationInvalid);

    [Fact]
    public void Only_what_is_configured_is_written()
    {
        BoardConfiguration.None.ToKeys().ShouldBeEmpty();
        BoardConfiguration.Create("home", "", null).ToKeys().Keys.ShouldBe(["wifi"]);
        BoardConfiguration.Create(null, null, "http://a/").ToKeys().Keys.ShouldBe(["fw_url"]);
    }

    [Fact]
    public void The_keys_are_those_of_ota_py() =>
        JsonSerializer.Serialize(BoardConfiguration.Create("home", "12345678", "http://a/ü b").ToKeys())
            .ShouldBe("""{"wifi":[{"ssid":"home","password":"12345678"}],"fw_url":"http://a/%C3%BC%20b"}""");
}
