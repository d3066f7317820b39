using System.Net;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;

namespace OtaTools.Core.Tests.Serving.Surrounding;

public class SurroundingsTests
{
    private const string Wsl2Kernel = "5.15.167.4-microsoft-standard-WSL2", Wsl1Kernel = "4.4.0-19041-Microsoft", PlainKernel = "6.8.0-45-generic";

    [Fact]
    public void A_computer_of_its_own_is_nothing_more() => Kinds(new() { OsRelease = PlainKernel, Hardware = "LENOVO 20XW" }).ShouldBeEmpty();

    [Theory]
    [InlineData(Wsl2Kernel, false, SurroundingKind.Wsl2)]
    [InlineData(Wsl2Kernel, true, SurroundingKind.Wsl2Mirrored)]
    [InlineData(Wsl1Kernel, false, SurroundingKind.Wsl1)]
    public void WSL_is_known_by_its_kernel(string release, bool mirrored, SurroundingKind kind) =>
        Kinds(new() { OsRelease = release, MirroredLoopback = mirrored }).ShouldBe([kind]);

    [Theory]
    [InlineData("REMOTE_CONTAINERS", SurroundingKind.Container)]
    [InlineData("container", SurroundingKind.Container)]
    [InlineData("KUBERNETES_SERVICE_HOST", SurroundingKind.Container)]
    [InlineData("CODESPACES", SurroundingKind.Codespace)]
    [InlineData("GITPOD_WORKSPACE_ID", SurroundingKind.Codespace)]
    [InlineData("SSH_CONNECTION", SurroundingKind.Ssh)]
    public void Variables_tell(string name, SurroundingKind kind) =>
        Kinds(new() { Environment = new Dictionary<string, string> { [name] = "1" } }).ShouldBe([kind]);

    [Theory]
    [InlineData("ssh-remote", SurroundingKind.Ssh)]
    [InlineData("tunnel", SurroundingKind.Tunnel)]
    [InlineData("dev-container", SurroundingKind.Container)]
    [InlineData("attached-container", SurroundingKind.Container)]
    [InlineData("codespaces", SurroundingKind.Codespace)]
    public void So_does_the_editor(string remoteName, SurroundingKind kind) => Kinds(new() { RemoteName = remoteName }).ShouldBe([kind]);

    [Theory]
    [InlineData("0::/system.slice/docker-5f3a.scope", true)]
    [InlineData("12:cpu:/docker/5f3a", true)]
    [InlineData("0::/kubepods/burstable/pod1", true)]
    [InlineData("0::/", false)]
    public void So_does_the_control_group(string cgroup, bool container) =>
        Kinds(new() { Cgroup = cgroup }).Contains(SurroundingKind.Container).ShouldBe(container);

    [Theory]
    [InlineData("innotek GmbH VirtualBox")]
    [InlineData("VMware, Inc. VMware20,1")]
    [InlineData("QEMU Standard PC (Q35 + ICH9, 2009)")]
    [InlineData("Microsoft Corporation Virtual Machine")]
    public void A_virtual_machine_is_known_by_its_hardware(string hardware) => Kinds(new() { Hardware = hardware }).ShouldBe([SurroundingKind.VirtualMachine]);

    [Theory]
    [InlineData(SurroundingKind.Container, AddressKind.Container, true)]
    [InlineData(SurroundingKind.Container, AddressKind.Ethernet, false)] // it has the network of the computer around it
    [InlineData(SurroundingKind.Wsl2, AddressKind.Wsl, true)]
    [InlineData(SurroundingKind.Wsl2Mirrored, AddressKind.Wifi, false)]
    [InlineData(SurroundingKind.VirtualMachine, AddressKind.VirtualMachine, true)]
    [InlineData(SurroundingKind.VirtualMachine, AddressKind.Ethernet, false)]
    public void They_are_between_where_there_is_no_other_address(SurroundingKind kind, AddressKind address, bool between)
    {
        var (around, addresses) = (new Surroundings([kind]), new[] { new LanInterface("eth0", "", IPAddress.Parse("172.18.0.2"), true, address) });

        SurroundingText.IsBetween(around, addresses).ShouldBe(between);
        (SurroundingText.About(around, addresses, 8123)?.Contains("8123", StringComparison.Ordinal) == true).ShouldBe(between);
    }

    [Fact]
    public void A_remote_window_is_told_where_it_works() =>
        SurroundingText.About(new([SurroundingKind.Ssh]), [], 8000).ShouldNotBeNull().ShouldContain("another computer");

    private static IReadOnlyList<SurroundingKind> Kinds(SurroundingFacts facts) => Surroundings.Of(facts).Kinds;
}
