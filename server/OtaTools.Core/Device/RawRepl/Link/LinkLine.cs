namespace OtaTools.Core.Device.RawRepl.Link;

/// <summary>The line of one link: frames go out no faster than the board asks for them, tokens come in.</summary>
internal sealed class LinkLine(RawReplSession repl)
{
    /// <summary>The board's ring holds 260 bytes, and one of them stays free.</summary>
    private const int Ring = 256;

    private static readonly TimeSpan ShortestPatience = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(1);

    private readonly Queue<int> pieces = [];
    private int underWay;
    private TimeSpan slowest = TimeSpan.FromMilliseconds(50);

    public LinkParser Parser { get; } = new();

    /// <summary>A board that has said nothing for so long does not wait for more: this many times as long as it took until now.</summary>
    public TimeSpan Patience => TimeSpan.FromTicks(Math.Clamp((3 * slowest.Ticks) + ShortestPatience.Ticks, ShortestPatience.Ticks, LongestPatience.Ticks));

    /// <summary>The next thing that the board says; null where it says nothing in time.</summary>
    public async Task<LinkToken?> NextAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var end = DateTime.UtcNow + timeout;
        while (true)
        {
            if (Parser.TryTake(out var token))
            {
                return token;
            }

            var left = end - DateTime.UtcNow;
            var bytes = left > TimeSpan.Zero ? await repl.ReadAvailableAsync(left, cancellationToken) : [];
            Parser.Append(bytes);
            if (bytes.Length == 0 && !Parser.GiveUpFrame())
            {
                return null;
            }
        }
    }

    /// <summary>Bytes that nobody has asked for: an enquiry, or the code of a link.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => repl.WriteAsync(bytes, cancellationToken);

    /// <summary>The board has not said of all that was sent that it took it.</summary>
    public bool IsUnderWay => underWay > 0;

    /// <summary>Bytes of a frame that was broken off: the board may wait for them.</summary>
    public int Unsent { get; private set; }

    /// <summary>What was sent is not counted any more: the board has it, or it is lost.</summary>
    public void Forget()
    {
        pieces.Clear();
        underWay = 0;
        Unsent = 0;
    }

    /// <summary>Sends a frame piece by piece, as the board takes what is under way.</summary>
    /// <returns>What came instead of a credit: a refusal, a prompt, or null for silence.</returns>
    public async Task<(bool Sent, LinkToken? Instead)> SendFrameAsync(byte[] frame, int firstPiece, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < frame.Length;)
        {
            var length = Math.Min(sent == 0 ? firstPiece : LinkFrame.Piece, frame.Length - sent);
            while (underWay + length > Ring)
            {
                var waiting = DateTime.UtcNow;
                var token = await NextAsync(Patience, cancellationToken);
                if (token is LinkToken.Status or LinkToken.Answer)
                {
                    continue; // late, and of no interest any more
                }

                if (token is not LinkToken.Credit)
                {
                    Unsent = frame.Length - sent;
                    return (false, token);
                }

                Credit(DateTime.UtcNow - waiting);
            }

            await repl.WriteAsync(frame.AsMemory(sent, length), cancellationToken);
            pieces.Enqueue(length);
            underWay += length;
            sent += length;
        }

        return (true, null);
    }

    /// <summary>The board took the oldest piece that is under way.</summary>
    public void Credit(TimeSpan waited)
    {
        if (pieces.TryDequeue(out var length))
        {
            underWay -= length;
        }

        // It remembers what was slow, and forgets it by and by.
        slowest = waited > slowest ? waited : slowest - ((slowest - waited) / 32);
    }
}
