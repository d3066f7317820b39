using System.Text;
using System.Threading.Channels;
using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Tests.Device.Transcripts;

/// <summary>
/// Says again what a board has said, each turn once the host has said the one before it, and the last one as often as it is
/// asked. What the host says besides is counted. The board's bytes come in reads that end where the test wants them to.
/// </summary>
internal sealed class ReplayedBoard : IAsyncDisposable
{
    private const byte CtrlA = 1;
    private const string RecordedNumber = "123456";

    /// <summary>Enough for a waiting reader to look at one read before the next one is there, nearly always.</summary>
    private const int TurnsOfTheReader = 3;

    private readonly Transcript transcript;
    private readonly HashSet<int> readEnds;
    private readonly Channel<byte[]> reads = Channel.CreateUnbounded<byte[]>();
    private readonly StringBuilder number = new();
    private readonly Task pumping;
    private int turn;
    private int heard;
    private int said;

    /// <param name="readEnds">Offsets in all that the board says.</param>
    public ReplayedBoard(Transcript transcript, params IEnumerable<int> readEnds)
    {
        this.transcript = transcript;
        this.readEnds = [.. readEnds];
        Repl = new RawReplSession(Input, new ReplPort(
            (bytes, _) =>
            {
                Hear(bytes.Span);
                return default;
            },
            Console.AddRange,
            _ => ValueTask.FromResult(false),
            _ => { }));
        pumping = PumpAsync();
        Speak();
    }

    public ReplInput Input { get; } = new();

    public RawReplSession Repl { get; }

    public List<byte> Console { get; } = [];

    /// <summary>Bytes of the host that are not in the transcript.</summary>
    public int Unexpected { get; private set; }

    public bool IsOver => turn == transcript.Turns.Count;

    /// <summary>No more will come from the board.</summary>
    public async ValueTask DisposeAsync()
    {
        reads.Writer.TryComplete();
        await pumping;
    }

    private void Hear(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (IsOver)
            {
                turn = transcript.Turns.Count - 2;
                number.Clear();
            }

            var expected = transcript.Turns[turn];
            var inNumber = expected.Text.IndexOf(RecordedNumber, StringComparison.Ordinal) is var at and >= 0 && heard >= at && heard < at + RecordedNumber.Length;
            if (inNumber && char.IsAsciiDigit((char)b))
            {
                number.Append((char)b);
            }
            else if (inNumber || b != expected.Bytes[heard])
            {
                Unexpected++;
                if (b == CtrlA && turn > 0)
                {
                    // A host that was late asks again, and a board in the raw REPL says its banner again.
                    Say(transcript.Turns[turn - 1].Text);
                }

                continue;
            }

            if (++heard == expected.Bytes.Length)
            {
                (turn, heard) = (turn + 1, 0);
                Speak();
            }
        }
    }

    private void Speak()
    {
        for (; !IsOver && transcript.Turns[turn].FromBoard; turn++)
        {
            var text = transcript.Turns[turn].Text;
            Say(number.Length == 0 ? text : text.Replace(RecordedNumber, number.ToString(), StringComparison.Ordinal));
        }
    }

    private void Say(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var start = 0;
        foreach (var end in Enumerable.Range(1, bytes.Length).Where(end => end == bytes.Length || readEnds.Contains(said + end)))
        {
            reads.Writer.TryWrite(bytes[start..end]);
            start = end;
        }

        said += bytes.Length;
    }

    private async Task PumpAsync()
    {
        await foreach (var bytes in reads.Reader.ReadAllAsync())
        {
            await Input.Append(bytes);
            for (var i = 0; i < TurnsOfTheReader; i++)
            {
                await Task.Yield();
            }
        }
    }
}
