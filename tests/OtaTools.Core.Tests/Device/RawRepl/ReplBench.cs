using System.Text;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Tests.Device.RawRepl;

/// <summary>A raw-REPL session on a fake board, without a transport between.</summary>
internal sealed class ReplBench
{
    private readonly List<byte> console = [];

    /// <param name="piece">Bytes of the board's output that come at once.</param>
    public ReplBench(FakeBoard board, int piece = int.MaxValue, bool hasResetLine = false)
    {
        Board = board;
        Input = new ReplInput();
        board.Output = bytes =>
        {
            foreach (var part in bytes.Chunk(piece))
            {
                Input.Append(part).AsTask().Wait();
            }
        };
        Repl = new RawReplSession(
            Input,
            new ReplPort(
                async (bytes, cancellationToken) =>
                {
                    await Task.Delay(WritesHang ? Timeout.Infinite : 0, cancellationToken);
                    board.Receive(bytes.Span);
                },
                console.AddRange,
                _ =>
                {
                    if (hasResetLine)
                    {
                        Resets++;
                        board.Reset();
                    }

                    return ValueTask.FromResult(hasResetLine);
                },
                Notes.Add));
    }

    public FakeBoard Board { get; }

    public ReplInput Input { get; }

    public RawReplSession Repl { get; }

    public List<string> Notes { get; } = [];

    /// <summary>As on a port whose far end takes nothing any more.</summary>
    public bool WritesHang { get; init; }

    public int Resets { get; private set; }

    public string Console => Encoding.UTF8.GetString([.. console]);

    /// <summary>A bench whose board is in the raw REPL already.</summary>
    public static ReplBench Entered(FakeBoard board, int piece = int.MaxValue)
    {
        board.State = FakeBoard.Mode.Raw;
        return new ReplBench(board, piece);
    }
}
