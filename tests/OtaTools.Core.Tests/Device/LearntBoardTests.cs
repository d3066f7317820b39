using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Tests.Device;

public class LearntBoardTests
{
    private static readonly PortInfo Port = new("/dev/ttyUSB0", VendorId: "10c4", ProductId: "ea60", SerialNumber: "0001");
    private static readonly LearntBoard Board = new(new BoardFacts("a board", 0, 1), Port);

    [Fact]
    public void The_same_board_under_another_name_is_known() => Board.IsNotContradictedBy(Port with { Name = "/dev/ttyUSB3" }).ShouldBeTrue();

    [Fact]
    public void A_board_that_is_away_stays_known() => Board.IsNotContradictedBy(null).ShouldBeTrue();

    [Fact]
    public void Another_board_is_not_taken_for_it() => Board.IsNotContradictedBy(Port with { SerialNumber = "0002" }).ShouldBeFalse();

    [Fact]
    public void A_socket_is_known_by_its_address() => (Board with { Port = null }).IsStillAt("socket://127.0.0.1:1", new RecentPorts(() => [], TimeProvider.System)).ShouldBeTrue();

    [Fact]
    public void Ports_are_not_listed_with_every_key()
    {
        var (listed, now, here) = (0, new Clock(), Port);
        var ports = new RecentPorts(() => { listed++; return [here]; }, now);

        for (var key = 0; key < 100; key++)
        {
            Board.IsStillAt(Port.Name, ports).ShouldBeTrue();
        }

        listed.ShouldBe(1);
        here = Port with { SerialNumber = "0002" };
        now.Seconds = 2;
        Board.IsStillAt(Port.Name, ports).ShouldBeFalse();
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
