namespace OtaTools.Core.Device.RawRepl.Link;

/// <summary>
/// Messages and their answers on a running link. Nothing is taken for granted: what got lost is asked for, by an enquiry
/// whose own number comes back, and only that is sent again. The board does no message twice.
/// </summary>
internal sealed class LinkExchange(LinkLine line, byte first)
{
    private const int CleanFramesToGrow = 8;
    private const int Recoveries = 200;

    /// <summary>
    /// How often the enquiry is repeated each time: a board in the middle of a frame takes the first ones for its rest. That
    /// is what was not sent, and most often one packet of 64 bytes that was lost; at last a whole frame of any length.
    /// </summary>
    private static readonly int[] Enquiries = [7, 7, 14, 100, 100];

    /// <summary>The same for a board that may be at work on a message.</summary>
    private static readonly int[] Polls = [1, 7, 14, 100];

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private byte number = first;
    private byte nonce;
    private int payload = LinkFrame.LongestPayload;
    private int clean;

    /// <summary>Frames that had to be sent again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Sends one message and waits for what comes of it.</summary>
    /// <param name="time">For the board to work, behind the last byte.</param>
    /// <exception cref="LinkLostException"/>
    public async Task<LinkToken.Answer> AskAsync(byte[] message, TimeSpan time, CancellationToken cancellationToken)
    {
        number++;
        var content = LinkFrame.Escape(message);
        var offset = await SendFromAsync(content, 0, cancellationToken);
        var end = DateTime.UtcNow + time;
        var pause = line.Patience;
        var polls = line.IsUnderWay ? 1 : 0;
        for (var recovery = 0; recovery < Recoveries && DateTime.UtcNow < end;)
        {
            var seen = offset < content.Length ? null : await line.NextAsync(pause, cancellationToken);
            switch (seen)
            {
                case LinkToken.Answer answer when answer.Number == number:
                    line.Forget();
                    return answer;
                case LinkToken.Credit:
                    line.Credit(TimeSpan.Zero);
                    continue;
                case LinkToken.Prompt:
                    throw new LinkLostException(line.Parser.Text);
                case LinkToken.Answer or LinkToken.Status:
                    continue; // late, and of no interest any more
                case LinkToken.Refusal:
                    polls = Math.Max(polls, 1);
                    break;
            }

            // Where all is sent, a board that is silent may be at work on it; one that waits answers at once, and one that waits
            // for lost bytes when it has others. What a board that works has no room for is lost, and no harm.
            var state = offset == content.Length ? await EnquireAsync(Polls[polls++ % Polls.Length], pause, cancellationToken) : await RecoverAsync(cancellationToken);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
            switch (state)
            {
                case LinkToken.Answer answer:
                    line.Forget();
                    return answer;
                case LinkToken.Status status when status.Number == number && status.Length == content.Length:
                    offset = content.Length;
                    recovery++;
                    await line.SendAsync(LinkFrame.Make(LinkFrame.Again, number), cancellationToken);
                    break;
                case LinkToken.Status status:
                    recovery++;
                    offset = await SendFromAsync(content, status.Number == number ? status.Length : 0, cancellationToken);
                    break;
            }
        }

        throw new LinkLostException(line.Parser.Text);
    }

    /// <returns>How far it came without a word from the board but credits.</returns>
    private async Task<int> SendFromAsync(byte[] content, int from, CancellationToken cancellationToken)
    {
        line.Forget();
        for (var offset = from; offset < content.Length;)
        {
            var length = Math.Min(payload, content.Length - offset);
            var isLast = offset + length == content.Length;
            var frame = LinkFrame.Make(isLast ? LinkFrame.LastPart : LinkFrame.Part, number, offset, content.AsSpan(offset, length));
            var (sent, instead) = await line.SendFrameAsync(frame, LinkFrame.HeaderLength + LinkFrame.Piece, cancellationToken);
            if (!sent)
            {
                return instead is LinkToken.Prompt ? throw new LinkLostException(line.Parser.Text) : offset;
            }

            offset += length;
            if (++clean == CleanFramesToGrow)
            {
                (clean, payload) = (0, Math.Min(2 * payload, LinkFrame.LongestPayload));
            }
        }

        return content.Length;
    }

    /// <summary>Finds out where the board is, after damage; smaller frames have a better chance from now on.</summary>
    private async Task<LinkToken> RecoverAsync(CancellationToken cancellationToken)
    {
        Repeats++;
        (clean, payload) = (0, Math.Max(payload / 2 / LinkFrame.Piece * LinkFrame.Piece, LinkFrame.Piece));
        for (var i = 0; i < Enquiries.Length; i++)
        {
            if (await EnquireAsync(Enquiries[i] + (line.Unsent / LinkFrame.HeaderLength), line.Patience * (i + 1), cancellationToken) is { } state)
            {
                return state;
            }
        }

        throw new LinkLostException(line.Parser.Text);
    }

    /// <returns>The status, or the answer that came before it; null where nothing came in time.</returns>
    private async Task<LinkToken?> EnquireAsync(int count, TimeSpan time, CancellationToken cancellationToken)
    {
        nonce++;
        var enquiry = LinkFrame.Make(LinkFrame.Enquiry, nonce);
        await line.SendAsync(Enumerable.Repeat(enquiry, count).SelectMany(bytes => bytes).ToArray(), cancellationToken);
        var end = DateTime.UtcNow + time;
        while (DateTime.UtcNow < end && await line.NextAsync(end - DateTime.UtcNow, cancellationToken) is { } token)
        {
            switch (token)
            {
                case LinkToken.Status status when status.Nonce == nonce:
                case LinkToken.Answer answer when answer.Number == number:
                    return token;
                case LinkToken.Prompt:
                    throw new LinkLostException(line.Parser.Text);
            }
        }

        return null;
    }
}
