using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Tests.Device.Transport;

public class LinesOneByOneTests
{
    private static readonly (bool Dtr, bool Rts) _off = (false, false);
    private static readonly (bool Dtr, bool Rts) _on = (true, true);
    private static readonly (bool Dtr, bool Rts) _reset = (false, true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Opening_and_closing_a_port_do_not_pass_by_a_reset(bool usbser)
    {
        var board = new Board(usbser);
        for (var time = 0; time < 3; time++)
        {
            board.Lines.Set(dtr: true, rts: true);
            board.Seen[^1].ShouldBe(_on);
            board.Lines.Set(dtr: false, rts: false);
            board.Seen[^1].ShouldBe(_off);
        }

        board.Seen.ShouldNotContain(_reset);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reset_is_one_reset_and_never_into_download_mode(bool usbser)
    {
        var board = new Board(usbser);
        board.Lines.Set(dtr: true, rts: true);
        await ResetSequence.PulseAsync(board);
        board.Seen.Count(state => state == _reset).ShouldBe(1);
        board.Seen[board.Seen.IndexOf(_reset) - 1].ShouldBe(_off, "a chip with USB of its own goes by what came before");
        board.Seen[board.Seen.IndexOf(_reset) + 1].ShouldBe(_on, "a board with a bridge goes by what comes after");
        board.Seen[^1].ShouldBe(_on);
    }

    /// <summary>What a board sees of the lines, each state once.</summary>
    private sealed class Board : IModemLines
    {
        private bool _dtr;

        /// <param name="usbser">Windows' driver for USB serial devices, which sends DTR along with RTS only.</param>
        public Board(bool usbser) => Lines = new LinesOneByOne(
            dtr =>
            {
                _dtr = dtr;
                if (!usbser)
                {
                    See((dtr, Seen[^1].Rts));
                }
            },
            rts => See((_dtr, rts)));

        public LinesOneByOne Lines { get; }

        public List<(bool Dtr, bool Rts)> Seen { get; } = [(false, false)];

        public ValueTask SetAsync(bool dtr, bool rts)
        {
            Lines.Set(dtr, rts);
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
}
