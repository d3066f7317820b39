using OtaTools.Core.Device.Transport;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transport;

public class PortCatalogTests
{
    private static readonly PortInfo Board = new("/dev/ttyACM0", VendorId: "303a", ProductId: "1001", SerialNumber: "AA", StableName: "by-id/a", Kind: PortKind.Board);
    private static readonly PortInfo Bridge = new("/dev/ttyUSB0", VendorId: "1a86", ProductId: "7523", Kind: PortKind.Bridge);

    [Fact]
    public void Listing_is_possible_on_this_computer() => PortCatalog.List().Select(port => port.Name).ShouldBeUnique();

    [Fact]
    public void Boards_come_first_and_modems_and_Bluetooth_last() =>
        PortCatalog.Sorted(
            [
                new PortInfo("/dev/rfcomm0", Kind: PortKind.Bluetooth), new PortInfo("/dev/ttyACM1", Kind: PortKind.Modem), new PortInfo("/dev/ttyS0"),
                Bridge, new PortInfo("/dev/ttyACM9", Kind: PortKind.Usb), Board, Board,
            ])
            .Select(port => port.Name)
            .ShouldBe(["/dev/ttyACM0", "/dev/ttyUSB0", "/dev/ttyACM9", "/dev/ttyS0", "/dev/ttyACM1", "/dev/rfcomm0"]);

    [Fact]
    public void Numbers_are_in_order() =>
        PortCatalog.Sorted([new PortInfo("COM10"), new PortInfo("COM9"), new PortInfo("COM1")]).Select(port => port.Name).ShouldBe(["COM1", "COM9", "COM10"]);

    [Fact]
    public void A_board_is_found_again_under_another_name() =>
        PortCatalog.FindAgain(Board, [Bridge, Board with { Name = "/dev/ttyACM1" }])!.Name.ShouldBe("/dev/ttyACM1");

    [Fact]
    public void Another_board_under_the_same_name_is_another_board() =>
        PortCatalog.FindAgain(Board, [Board with { SerialNumber = "BB" }]).ShouldBeNull();

    [Fact]
    public void Without_a_number_the_only_one_of_its_kind_is_the_same() =>
        PortCatalog.FindAgain(Bridge, [Board, Bridge with { Name = "/dev/ttyUSB1" }])!.Name.ShouldBe("/dev/ttyUSB1");

    [Fact]
    public void Of_two_without_a_number_it_is_the_one_of_that_name()
    {
        PortInfo[] twins = [Bridge with { StableName = "by-id/x" }, Bridge with { Name = "/dev/ttyUSB1" }];

        PortCatalog.FindAgain(twins[1], twins).ShouldBe(twins[1]);
        PortCatalog.FindAgain(Bridge with { Name = "/dev/ttyUSB2", StableName = "by-id/x" }, twins).ShouldBeNull();
    }

    [Fact]
    public void Two_ports_of_one_chip_are_told_apart_by_their_stable_names()
    {
        var second = Board with { StableName = "by-id/b", Name = "/dev/ttyACM1" };

        // They came back under each other's names.
        PortCatalog.FindAgain(second, [Board with { Name = "/dev/ttyACM1" }, second with { Name = "/dev/ttyACM0" }])!.StableName.ShouldBe("by-id/b");
        PortCatalog.FindAgain(second, [Board, second]).ShouldBe(second);
    }

    [Fact]
    public void Boards_to_which_a_maker_gave_one_number_are_told_apart_by_their_names()
    {
        PortInfo[] twins = [Board with { StableName = null }, Board with { StableName = null, Name = "/dev/ttyACM1" }];

        PortCatalog.FindAgain(twins[1], twins).ShouldBe(twins[1]);
        PortCatalog.FindAgain(twins[1] with { Name = "/dev/ttyACM2" }, twins).ShouldBeNull();
    }

    [Fact]
    public void A_port_of_which_USB_tells_nothing_has_its_name_only()
    {
        var port = new PortInfo("/dev/ttyS0");

        PortCatalog.FindAgain(port, [Board, port]).ShouldBe(port);
        PortCatalog.FindAgain(port, [Board]).ShouldBeNull();
    }

    [UnixFact]
    public void A_link_to_a_port_is_that_port()
    {
        using var folder = new TemporaryFolder();
        var link = folder.PathOf("usb-1a86_USB_Serial-if00-port0");
        File.CreateSymbolicLink(link, Bridge.Name);

        PortCatalog.Find(link, [Board, Bridge]).ShouldBe(Bridge);
        PortCatalog.Find(Bridge.Name, [Board, Bridge]).ShouldBe(Bridge);
        PortCatalog.Find("/dev/ttyUSB7", [Board, Bridge]).ShouldBeNull();
    }
}
