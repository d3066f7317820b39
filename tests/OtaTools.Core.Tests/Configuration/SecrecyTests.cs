using OtaTools.Core.Configuration;
using OtaTools.Core.Updating;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Configuration;

public class SecrecyTests
{
    [Fact]
    public void No_record_shows_a_password()
    {
        var holders = Secrecy.Holders(typeof(WifiNetwork).Assembly);

        holders.ShouldContain(typeof(WifiNetwork));
        holders.ShouldContain(typeof(BoardConfiguration));
        holders.ShouldContain(typeof(UpdateRequest));
        holders.ToList().ForEach(Secrecy.ShouldKeepItsPassword);
    }

    [Fact]
    public void A_record_that_shows_one_would_be_found() => Should.Throw<ShouldAssertException>(() => Secrecy.ShouldKeepItsPassword(typeof(Careless)));

    private sealed record Careless(string Ssid, string Password);
}
