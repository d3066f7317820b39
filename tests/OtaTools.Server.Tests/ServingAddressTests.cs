using System.Net;
using OtaTools.Core;
using OtaTools.Core.Device.Transport;

namespace OtaTools.Server.Tests;

public class ServingAddressTests
{
    [Fact]
    public void A_named_address_is_taken() => ServingAddress.For("192.168.1.20", null).ShouldBe(IPAddress.Parse("192.168.1.20"));

    [Fact]
    public void A_board_on_this_computer_needs_no_name() => ServingAddress.For(null, "socket://localhost:5000").ShouldBe(IPAddress.Loopback);

    [Theory]
    [InlineData("::1")]
    [InlineData("my-computer")]
    [InlineData("300.1.1.1")]
    public void What_is_no_IPv4_address_is_refused(string name) =>
        Should.Throw<OtaToolsException>(() => ServingAddress.Named(name)).Code.ShouldBe(ErrorCode.ConfigurationInvalid);

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void What_is_no_port_is_refused(int port) =>
        Should.Throw<OtaToolsException>(() => ServingAddress.RequirePort(port)).Code.ShouldBe(ErrorCode.ConfigurationInvalid);

    [Theory]
    [InlineData(null, "socket://127.0.0.1:1", true)]
    [InlineData(null, "COM5", false)]
    [InlineData(null, "rfc2217://127.0.0.1:1", false)]
    [InlineData("127.0.0.1", "COM5", true)]
    [InlineData("192.168.1.20", "socket://127.0.0.1:1", false)]
    public void Only_this_computer_is_served_where_the_board_is_on_it(string? named, string device, bool loopback) =>
        ServingAddress.IsLoopbackOnly(ServingAddress.Named(named), DeviceAddress.Parse(device)).ShouldBe(loopback);
}
