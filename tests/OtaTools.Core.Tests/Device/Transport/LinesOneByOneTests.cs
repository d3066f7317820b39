using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Tests.Device.Transport;

public class LinesOneByOneTests
{
    private static readonly (bool Dtr, bool Rts) _off = (false, false);
    private static readonly (bool Dtr, bool Rts) _on = (true, true);
    private static readonly (bool Dtr, bool Rts) _reset = (false, true);

    [Theory]
    [InlineData("DTR, RTS")]
    [InlineData("DTR")]
    [InlineData("RTS")]
    public void Opening_and_closing_a_port_do_not_pass_by_a_reset(string toldBy)
    {
        var board = new Board(toldBy);
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
    [InlineData("DTR, RTS")]
    [InlineData("DTR")]
    [InlineData("RTS")]
    public async Task A_reset_is_one_reset_and_never_into_download_mode(string toldBy)
    {
        var board = new Board(toldBy);
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
        private (bool Dtr, bool Rts) _lines;

        /// <param name="toldBy">The lines whose setting makes the driver tell the board of both.</param>
        public Board(string toldBy)
        {
            Lines = new LinesOneByOne(dtr => Take((dtr, _lines.Rts), "DTR"), rts => Take((_lines.Dtr, rts), "RTS"));

            void Take((bool Dtr, bool Rts) lines, string line)
            {
                _lines = lines;
                if (toldBy.Contains(line, StringComparison.Ordinal) && Seen[^1] != lines)
                {
                    Seen.Add(lines);
                }
            }
        }

        public LinesOneByOne Lines { get; }

        public List<(bool Dtr, bool Rts)> Seen { get; } = [(false, false)];

        public ValueTask SetAsync(bool dtr, bool rts)
        {
            Lines.Set(dtr, rts);
            return ValueTask.CompletedTask;
        }
    }
}
