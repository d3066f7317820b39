using System.Text;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Tests.Device.Console;

public class BoardAdviceTests
{
    /// <summary>Messages of ota.py that need one and the same advice.</summary>
    private static readonly string[][] Causes =
    [
        ["Wi-Fi 'home': wrong password", "Wi-Fi 'home': wrong password, or another kind of security"],
        ["Wi-Fi 'home': no such network in range (the ESP32 sees 2.4 GHz only)", "Wi-Fi 'home': no answer, status 1001"],
        [
            "server 192.168.1.20:8000 refuses the connection: is it running, and on this port?",
            "server 192.168.1.20:8000 does not answer: is it running, and does its firewall let this board in?",
            "server 192.168.1.20:8000 cannot be reached ([Errno 113] EHOSTUNREACH)",
        ],
        ["HTTP 404 from the server for http://192.168.1.20:8000/x"],
        ["release: the manifest's share is missing or wrong", "the release's image: HTTP 404 from the server for http://192.168.1.20:8000/releases/x"],
        ["release: the manifest is not signed", "release: the manifest's signature is wrong", "there is no signed manifest beside the image, and this board takes only signed ones"],
        ["this image holds no MicroPython: it would never ask for an update again"],
        ["no address for host example.invalid: check FW_URL"],
        ["something that nobody foresaw", ""],
    ];

    public static TheoryData<string[]> Groups => new(Causes);

    [Theory]
    [MemberData(nameof(Groups))]
    public void Failures_of_one_cause_get_one_advice_and_others_another(string[] failures)
    {
        var advice = failures.Select(BoardAdvice.For).Distinct().ShouldHaveSingleItem();

        advice.ShouldNotBeEmpty();
        Causes.Where(group => !group.SequenceEqual(failures)).SelectMany(group => group).Select(BoardAdvice.For).ShouldNotContain(advice);
    }

    [Theory]
    [InlineData("wrong password")]
    [InlineData("no such network")]
    [InlineData("Wi-Fi '")]
    [InlineData("no address for host")]
    [InlineData("refuses the connection")]
    [InlineData("does not answer")]
    [InlineData("cannot be reached")]
    [InlineData("HTTP %d")]
    [InlineData("release: ")]
    [InlineData("the release's image: ")]
    [InlineData("holds no MicroPython")]
    public void The_words_that_decide_are_those_of_the_device_scripts(string words) => string.Concat(DeviceScripts.All.Select(script => Encoding.UTF8.GetString(script.Content))).ShouldContain(words);
}
