using System.Net;
using OtaTools.Core.Serving;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving;

public class ProbeAnswersTests
{
    private const string Nonce = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_probe_is_answered_and_remembered_and_is_no_transfer_and_no_board()
    {
        await using var served = await ServedFolder.StartAsync();

        var answer = await served.Client.GetStringAsync(ProbeAnswers.PathOf(Nonce)).Soon();

        answer.Trim().ShouldBe(ProbeAnswers.AnswerTo(Nonce));
        answer.ShouldNotContain(Nonce); // a page that quotes the path is not taken for us
        served.Host.Probes.SourceOf(Nonce).ShouldBe(IPAddress.Loopback);
        served.Reports.ShouldBeEmpty();
        served.Host.Boards.Boards.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdef/x")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    public async Task What_is_no_nonce_is_no_probe(string nonce)
    {
        await using var served = await ServedFolder.StartAsync();

        (await served.Client.GetAsync(ProbeAnswers.PathOf(nonce)).Soon()).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        served.Host.Probes.SourceOf(nonce).ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_last_ones_are_remembered()
    {
        await using var served = await ServedFolder.StartAsync();
        var nonces = Enumerable.Range(0, 100).Select(n => n.ToString("x32", null)).ToList();
        foreach (var nonce in nonces)
        {
            (await served.Client.GetAsync(ProbeAnswers.PathOf(nonce)).Soon()).Dispose();
        }

        served.Host.Probes.SourceOf(nonces[0]).ShouldBeNull();
        served.Host.Probes.SourceOf(nonces[^1]).ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task While_nothing_is_served_there_are_probes_alone()
    {
        await using var host = (await ProbeHost.StartAsync(0, CancellationToken.None).Soon()).ShouldNotBeNull();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };

        (await client.GetStringAsync(ProbeAnswers.PathOf(Nonce)).Soon()).Trim().ShouldBe(ProbeAnswers.AnswerTo(Nonce));
        (await client.GetAsync("/").Soon()).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ProbeHost.StartAsync(host.Port, CancellationToken.None).Soon()).ShouldBeNull();
    }
}
