using System.Globalization;
using OtaTools.Core.Connection;
using OtaTools.Core.Serving.Addresses;
using static OtaTools.Core.Tests.Connection.Sights;

namespace OtaTools.Core.Tests.Connection;

public class ReportTextTests
{
    private static readonly AddressKind?[] Kinds = [null, .. Enum.GetValues<AddressKind>().Cast<AddressKind?>()];

    /// <summary>Every combination of what an address, the server and the network can be: none is without a sentence, and only one is well.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void Whatever_was_seen_is_said_in_full(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        try
        {
            foreach (var seen in Everything())
            {
                var report = ReportText.Of(seen, Diagnosis.Of(seen));

                report.Message.ShouldNotContain("{");
                report.Message.ShouldNotStartWith("Cause");
                report.Ok.ShouldBe(report.Cause == ConnectionCause.Ok);
                (report.Fix is null).ShouldBe(report.Ok);
                report.Sides.ShouldAllBe(side => side.What.Length > 0 && side.Seen.Length > 0 && !side.Seen.StartsWith("Seen", StringComparison.Ordinal));
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("Ufw", "ufw allow 8000/tcp")]
    [InlineData("Firewalld", "firewall-cmd --add-port=8000/tcp")]
    [InlineData("Linux", "--dport 8000")]
    [InlineData("Windows", "-LocalPort 8000")]
    [InlineData("MacOS", "System Settings")]
    public void A_firewall_is_opened_by_its_own_command(string firewall, string command)
    {
        var seen = Fine with { Asked = Target(Reach.Silent), Firewall = Enum.Parse<FirewallKind>(firewall) };

        ReportText.Of(seen, Diagnosis.Of(seen)).Fix.ShouldNotBeNull().ShouldContain(command);
    }

    [Fact]
    public void What_strangers_say_is_cut_and_made_printable()
    {
        var seen = Fine with { Asked = Target(Reach.AnotherAnswer, answer: "HTTP/1.1 200 OK\r\nServer: \x1b[31mred\r\n\r\n" + new string('x', 5000)) };

        var report = ReportText.Of(seen, Diagnosis.Of(seen));

        report.Message.ShouldContain("[31mred");
        report.Message.ShouldNotContain("\x1b");
        report.Message.Length.ShouldBeLessThan(200);
    }

    private static IEnumerable<Evidence> Everything() =>
        from reach in Enum.GetValues<Reach>()
        from kind in Kinds
        from neighbour in new[] { true, false }
        from server in Enum.GetValues<ServerState>()
        from board in new bool?[] { true, false, null }
        from gateway in new bool?[] { true, false, null }
        select Fine with { Asked = Target(reach, own: kind, neighbour: neighbour), Server = server, IsBoardReached = board, DoesGatewayAnswer = gateway };
}
