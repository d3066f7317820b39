using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Tests.Language.Urls;

public class UrlTextTests
{
    [Theory]
    [InlineData("http://192.168.1.5:8000/OTA/a%20b.app-bin", "http", "://", "192.168.1.5", "8000", "/OTA/a b.app-bin")]
    [InlineData("https://Host/x?y#z", "https", "://", "host", "", "/x")]
    [InlineData("http:/host/x", "http", ":/", "host", "", "/x")]
    [InlineData("http:///host/x", "http", ":///", "host", "", "/x")]
    [InlineData("https;//host", "https", ";//", "host", "", "")]
    [InlineData("http//host", "http", "//", "host", "", "")]
    [InlineData("htp://host/", "htp", "://", "host", "", "/")]
    [InlineData("://host", "", "://", "host", "", "")]
    [InlineData("192.168.1.5:8000/x", "", "", "192.168.1.5", "8000", "/x")]
    [InlineData("localhost:8000//x", "", "", "localhost", "8000", "//x")]
    [InlineData("http://user:pw@host:1/", "http", "://", "host", "1", "/")]
    [InlineData("http://[fe80::1]:80/x", "http", "://", "fe80::1", "80", "/x")]
    [InlineData("http://host:/x", "http", "://", "host", "", "/x")]
    [InlineData("http:\\\\host\\x", "http", ":\\\\", "host", "", "\\x")]
    [InlineData("http", "", "", "http", "", "")]
    [InlineData("http:", "http", ":", "", "", "")]
    [InlineData("", "", "", "", "", "")]
    [InlineData("http://[", "http", "://", "", "", "")]
    [InlineData("http://@", "http", "://", "", "", "")]
    public void The_parts_of_a_URL_are_found_as_they_are_meant(string text, string scheme, string separator, string host, string port, string path)
    {
        var parts = UrlText.Of(text);

        (parts.SchemeText, parts.SeparatorText, parts.HostText, parts.Slice(parts.Port), parts.PathText).ShouldBe((scheme, separator, host, port, path));
    }

    [Theory]
    [InlineData("http://h/OTA/x.bin", "x.bin")]
    [InlineData("http://h/OTA/", "/OTA/")]
    [InlineData("http://h", "")]
    public void The_file_name_is_the_last_of_the_path(string text, string name)
    {
        var parts = UrlText.Of(text);

        parts.Slice(parts.FileName).ShouldBe(name);
    }
}
