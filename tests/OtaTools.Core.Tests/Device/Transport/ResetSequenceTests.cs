using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Tests.Device.Transport;

public class ResetSequenceTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Beside_a_bridge_EN_falls_once_and_rises_with_IO0_high_and_stays_high(bool dtr, bool rts)
    {
        var lines = new RecordedLines(dtr, rts);

        await ResetSequence.PulseAsync(lines);

        var holds = lines.Seen.Select((state, i) => (state, i)).Where(seen => seen.state == (false, true)).Select(seen => seen.i).ToList();
        holds.ShouldHaveSingleItem();
        lines.Seen[holds[0]..].ShouldNotContain((true, false));
        lines.Seen[^1].ShouldBe((true, true));
    }

    [Fact]
    public async Task On_a_chips_own_USB_nothing_selects_download_mode_between_both_off_and_the_reset()
    {
        var lines = new RecordedLines(true, true);

        await ResetSequence.PulseAsync(lines);

        var reset = lines.Seen.IndexOf((false, true));
        lines.Seen.Take(reset).Last().ShouldBe((false, false));
    }

    [Fact]
    public async Task A_port_that_loses_its_lines_in_between_says_so() =>
        await Should.ThrowAsync<IOException>(async () => await ResetSequence.PulseAsync(new LostLines()));

    /// <summary>As a port sets them: one after the other.</summary>
    private sealed class RecordedLines(bool dtr, bool rts) : IModemLines
    {
        public List<(bool Dtr, bool Rts)> Seen { get; } = [(dtr, rts)];

        public ValueTask SetAsync(bool dtr, bool rts)
        {
            var (_, before) = Seen[^1];
            See(rts ? (dtr, before) : (Seen[^1].Dtr, rts));
            See((dtr, rts));
            return ValueTask.CompletedTask;
        }

        private void See((bool Dtr, bool Rts) state)
        {
            if (Seen[^1] != state)
            {
                Seen.Add(state);
            }
        }
    }

    private sealed class LostLines : IModemLines
    {
        public ValueTask SetAsync(bool dtr, bool rts) => throw new IOException("gone");
    }
}
