using System.IO.Ports;

namespace OtaTools.Standins.Tests.Ports;

/// <summary>What holds without any port.</summary>
public class SerialPortTests
{
    [Fact]
    public void A_new_port_has_the_frameworks_defaults()
    {
        using var port = new SerialPort("COM5");

        (port.PortName, port.BaudRate, port.DataBits, port.Parity, port.StopBits, port.Handshake)
            .ShouldBe(("COM5", 9600, 8, Parity.None, StopBits.One, Handshake.None));
        (port.IsOpen, port.DtrEnable, port.RtsEnable, port.ReadTimeout, port.WriteTimeout).ShouldBe((false, false, false, -1, -1));
        port.ReadBufferSize.ShouldBe(4096);
        new SerialPort("COM5", 115200).BaudRate.ShouldBe(115200);
    }

    [Fact]
    public void A_closed_port_has_no_stream()
    {
        using var port = new SerialPort("COM5");

        Should.Throw<InvalidOperationException>(() => port.BaseStream);
        Should.Throw<InvalidOperationException>(() => port.BytesToRead);
        Should.Throw<InvalidOperationException>(port.DiscardInBuffer);
        Should.Throw<InvalidOperationException>(port.DiscardOutBuffer);
        Should.Throw<InvalidOperationException>(() => port.BreakState = true);
        port.Close();
    }

    [Fact]
    public void Settings_that_are_none_are_refused()
    {
        using var port = new SerialPort("COM5");

        Should.Throw<ArgumentOutOfRangeException>(() => port.BaudRate = 0);
        Should.Throw<ArgumentOutOfRangeException>(() => port.DataBits = 9);
        Should.Throw<ArgumentOutOfRangeException>(() => port.StopBits = StopBits.None);
        Should.Throw<ArgumentOutOfRangeException>(() => port.Parity = (Parity)9);
        Should.Throw<ArgumentOutOfRangeException>(() => port.Handshake = (Handshake)9);
        Should.Throw<ArgumentOutOfRangeException>(() => port.ReadTimeout = -2);
        Should.Throw<ArgumentOutOfRangeException>(() => port.WriteTimeout = 0);
        Should.Throw<ArgumentOutOfRangeException>(() => port.ReadBufferSize = 0);
        Should.Throw<ArgumentException>(() => port.PortName = "");
    }

    [Theory]
    [InlineData("/dev/tty-that-is-not-there")]
    [InlineData("/dev/null")]
    [InlineData("/dev")]
    public void What_is_no_port_cannot_be_opened(string path)
    {
        using var port = new SerialPort(path);

        if (OperatingSystem.IsWindows())
            Should.Throw<IOException>(port.Open);
        else
            Should.Throw<UnauthorizedAccessException>(port.Open).InnerException.ShouldBeAssignableTo<IOException>();
        port.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void The_ports_of_this_system_can_be_listed() => SerialPort.GetPortNames().ShouldAllBe(name => name.Length > 0);
}
