using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Tests.Device.RawRepl;

namespace OtaTools.Core.Tests.Device;

public class DeviceFinderTests
{
    private static readonly PortInfo Ours = new("/dev/ttyACM0", VendorId: "303a", ProductId: "1001", SerialNumber: "24:0A:C4:00:00:01");
    private static readonly PortInfo Other = Ours with { SerialNumber = "24:0A:C4:00:00:02" };

    private readonly List<string> opened = [];
    private readonly List<PortInfo> ports = [];

    [Fact]
    public async Task A_board_that_USB_knows_is_found_under_another_name()
    {
        ports.Add(Ours);
        var finder = Find("/dev/ttyACM0");
        await finder.OpenAsync(CancellationToken.None);

        ports[0] = Ours with { Name = "/dev/ttyACM1" };

        (await finder.OpenAsync(CancellationToken.None)).Name.ShouldBe("/dev/ttyACM1");
        opened.ShouldBe(["/dev/ttyACM0", "/dev/ttyACM1"]);
    }

    [Fact]
    public async Task Another_board_under_its_name_is_left_alone_unless_somebody_asks_for_the_name()
    {
        ports.Add(Ours);
        var finder = Find("/dev/ttyACM0");
        await finder.OpenAsync(CancellationToken.None);
        ports[0] = Other;

        (await Should.ThrowAsync<OtaToolsException>(() => finder.OpenAsync(CancellationToken.None))).Code.ShouldBe(ErrorCode.DeviceNotFound);
        finder.TakeAny();

        (await finder.OpenAsync(CancellationToken.None)).Name.ShouldBe("/dev/ttyACM0");
        // From here on that one is the board.
        ports[0] = Ours;
        (await Should.ThrowAsync<OtaToolsException>(() => finder.OpenAsync(CancellationToken.None))).Code.ShouldBe(ErrorCode.DeviceNotFound);
    }

    [Fact]
    public async Task A_port_without_ids_is_opened_by_its_name()
    {
        ports.Add(new PortInfo("/dev/ttyS0"));
        var finder = Find("/dev/ttyS0");

        await finder.OpenAsync(CancellationToken.None);
        await finder.OpenAsync(CancellationToken.None);

        opened.ShouldBe(["/dev/ttyS0", "/dev/ttyS0"]);
    }

    [Fact]
    public async Task A_socket_is_opened_by_its_address()
    {
        var finder = Find("socket://127.0.0.1:2217");

        (await finder.OpenAsync(CancellationToken.None)).Name.ShouldBe("socket://127.0.0.1:2217");
    }

    private DeviceFinder Find(string address) => new(
        DeviceAddress.Parse(address),
        (where, _) =>
        {
            opened.Add(where.ToString());
            return Task.FromResult<IDeviceTransport>(new FakeTransport(new FakeBoard()));
        },
        name => ports.FirstOrDefault(port => port.Name == name),
        known => ports.FirstOrDefault(port => port.SerialNumber == known.SerialNumber));
}
