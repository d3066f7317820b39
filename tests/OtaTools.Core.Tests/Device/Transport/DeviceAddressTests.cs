using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Tests.Device.Transport;

public class DeviceAddressTests
{
    [Theory]
    [InlineData("COM5", "COM5")]
    [InlineData("/dev/ttyUSB0", "/dev/ttyUSB0")]
    [InlineData("  /dev/cu.usbserial-0001\n", "/dev/cu.usbserial-0001")]
    public void Anything_without_a_scheme_is_a_port(string text, string name) => DeviceAddress.Parse(text).ShouldBe(new SerialAddress(name));

    [Theory]
    [InlineData("socket://localhost:5000", "localhost", 5000)]
    [InlineData("SOCKET://board.local:1/", "board.local", 1)]
    [InlineData("socket://127.0.0.1:65535", "127.0.0.1", 65535)]
    [InlineData("socket://[::1]:5000", "::1", 5000)]
    public void A_socket_has_a_host_and_a_port(string text, string host, int port) => DeviceAddress.Parse(text).ShouldBe(new TcpAddress(host, port));

    [Theory]
    [InlineData("rfc2217://pi.local:4000", "pi.local", 4000)]
    [InlineData("RFC2217://[fe80::1]:1/", "fe80::1", 1)]
    public void A_forwarded_port_has_a_host_and_a_port(string text, string host, int port) => DeviceAddress.Parse(text).ShouldBe(new Rfc2217Address(host, port));

    [Theory]
    [InlineData("socket://")]
    [InlineData("socket://:5000")]
    [InlineData("socket://localhost")]
    [InlineData("socket://localhost:")]
    [InlineData("socket://localhost:0")]
    [InlineData("socket://localhost:65536")]
    [InlineData("socket://localhost:-1")]
    [InlineData("socket://localhost:5000x")]
    [InlineData("socket://localhost: 5000")]
    [InlineData("http://localhost:5000")]
    [InlineData("rfc2217://localhost")]
    [InlineData("rfc2217://localhost:5000?ign_set_control")]
    [InlineData("telnet://localhost:5000")]
    public void Other_addresses_are_refused_by_name(string text)
    {
        var failure = Should.Throw<OtaToolsException>(() => DeviceAddress.Parse(text));

        failure.Code.ShouldBe(ErrorCode.DeviceAddressInvalid);
        failure.Message.ShouldContain(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void No_device_is_another_failure(string text) =>
        Should.Throw<OtaToolsException>(() => DeviceAddress.Parse(text)).Code.ShouldBe(ErrorCode.DeviceNotSelected);

    [Theory]
    [InlineData("COM5")]
    [InlineData("socket://localhost:5000")]
    [InlineData("socket://[fe80::1]:5000")]
    [InlineData("rfc2217://[::1]:4000")]
    public void An_address_is_written_as_it_is_read(string text) => DeviceAddress.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("socket://localhost:1", true)]
    [InlineData("socket://LOCALHOST:1", true)]
    [InlineData("socket://127.9.9.9:1", true)]
    [InlineData("socket://[::1]:1", true)]
    [InlineData("socket://192.168.1.2:1", false)]
    [InlineData("socket://board.local:1", false)]
    public void Loopback_is_this_computer(string text, bool isLoopback) => ((TcpAddress)DeviceAddress.Parse(text)).IsLoopback.ShouldBe(isLoopback);
}
