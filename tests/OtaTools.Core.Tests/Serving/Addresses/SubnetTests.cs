using System.Net;
using OtaTools.Core.Serving.Addresses;

namespace OtaTools.Core.Tests.Serving.Addresses;

public class SubnetTests
{
    [Theory]
    [InlineData("192.168.1.20", "255.255.255.0", "192.168.1.0/24", "192.168.1.255", "192.168.2.1")]
    [InlineData("172.20.10.3", "255.255.255.240", "172.20.10.0/28", "172.20.10.15", "172.20.10.16")]
    [InlineData("10.1.2.3", "255.0.0.0", "10.0.0.0/8", "10.255.0.1", "11.0.0.1")]
    [InlineData("10.1.2.3", "255.255.255.255", "10.1.2.3/32", "10.1.2.3", "10.1.2.4")]
    public void A_mask_divides_who_is_in_it(string address, string mask, string name, string inside, string outside)
    {
        var subnet = Subnet.Of(IPAddress.Parse(address), IPAddress.Parse(mask)).ShouldNotBeNull();

        subnet.ToString().ShouldBe(name);
        subnet.Contains(IPAddress.Parse(inside)).ShouldBeTrue();
        subnet.Contains(IPAddress.Parse(outside)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("192.168.1.20", "0.0.0.0")]
    [InlineData("192.168.1.20", "255.0.255.0")]
    [InlineData("::1", "255.255.255.0")]
    public void What_is_no_mask_makes_no_network(string address, string mask) => Subnet.Of(IPAddress.Parse(address), IPAddress.Parse(mask)).ShouldBeNull();
}
