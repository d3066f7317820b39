using OtaTools.Core.Device.Transport;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transport;

public class PortRefusalTests
{
    private const UnixFileMode ForGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private static readonly SerialAddress Port = new("/dev/ttyUSB0");
    private static readonly string[] Groups = ["root:x:0:", "dialout:x:20:ada,grace", "uucp:x:986:"];
    private static readonly string[] Users = ["root:x:0:0:root:/root:/bin/sh"];

    [Theory]
    [InlineData(20, "linus", "sudo usermod -aG dialout linus")]
    [InlineData(986, "ada", "sudo usermod -aG uucp ada")]
    [InlineData(4711, "ada", "group 4711")]
    [InlineData(20, "grace", "not yet when this session began")]
    public void The_group_of_the_port_is_named(uint group, string user, string expected) =>
        PortRefusal.NoPermission(Port, ForGroup, (0, group), user, Groups, Users).ShouldContain(expected);

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, 20)]
    [InlineData(ForGroup, 0)]
    public void Where_no_group_helps_a_rule_does(UnixFileMode mode, uint group)
    {
        var message = PortRefusal.NoPermission(Port, mode, (0, group), "ada", Groups, Users);

        message.ShouldContain("only root may");
        message.ShouldContain("udev");
    }

    [UnixFact]
    public void The_causes_of_one_exception_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        folder.Write("port", []);
        var port = new SerialAddress(folder.PathOf("port"));

        PortRefusal.Of(port, new UnauthorizedAccessException("denied", new IOException("no", 13))).Code.ShouldBe(ErrorCode.DeviceNoPermission);
        PortRefusal.Of(port, new UnauthorizedAccessException("denied", new IOException("busy", 16))).Code.ShouldBe(ErrorCode.DeviceBusy);
        PortRefusal.Of(new SerialAddress(folder.PathOf("none")), new UnauthorizedAccessException("denied")).Code.ShouldBe(ErrorCode.DeviceNotFound);
        PortRefusal.Of(port, new IOException("no terminal")).Code.ShouldBe(ErrorCode.DeviceNotFound);
    }

    [LinuxFact]
    public void A_file_has_an_owner()
    {
        using var folder = new TemporaryFolder();
        folder.Write("port", []);

        LinuxFileOwner.Of("/")!.Value.User.ShouldBe(0u);
        LinuxFileOwner.Of(folder.PathOf("port")).ShouldNotBeNull();
        LinuxFileOwner.Of(folder.PathOf("none")).ShouldBeNull();
    }

    [LinuxFact]
    public void The_process_that_has_a_port_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("port");
        using var held = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite);

        PortRefusal.Of(new SerialAddress(path), new UnauthorizedAccessException("denied", new IOException("busy", 16))).Message
            .ShouldContain($"process {Environment.ProcessId}");
    }
}
