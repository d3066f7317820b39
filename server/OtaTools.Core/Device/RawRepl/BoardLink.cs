using System.Diagnostics;
using System.Globalization;
using System.Text;
using OtaTools.Core.Device.RawRepl.Link;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>
/// Calls functions of the snippets on the board and passes them data: as frames over the line, never as source text. Code
/// and data arrive as they were sent or not at all; what the line damages is sent again, and a link that breaks is begun anew.
/// </summary>
internal sealed class BoardLink : IAsyncDisposable
{
    private const int LargestWindow = 15;

    /// <summary>For a board with little memory.</summary>
    private const int SmallWindow = 11;

    private const int StartTries = 12;
    private const int CallTries = 5;
    private const int LongestPatience = 4;

    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartTime = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan PieceTime = TimeSpan.FromMilliseconds(400);

    /// <summary>For a board that has taken the code and is at work on it: importing, inflating, compiling.</summary>
    private static readonly TimeSpan SlowStartTime = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan StartAtMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartsTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReenterTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(60);

    /// <summary>The last message of a link.</summary>
    private static readonly byte[] End = [.. "going=0"u8];

    private readonly RawReplSession repl;
    private readonly HashSet<string> loaded = [];

    private byte starts;
    private int repeats;
    private int windowBits = LargestWindow;
    private MessagePacker? packer;
    private LinkExchange? exchange;

    private BoardLink(RawReplSession repl) => this.repl = repl;

    /// <summary>Bytes that were free on the board's heap when the link began.</summary>
    public int FreeMemory { get; private set; }

    /// <summary>The board can inflate (MicroPython v1.21 and later), and has the memory for it.</summary>
    public bool HasDeflate => windowBits > 0;

    /// <summary>Starts the link on a board that is in the raw REPL.</summary>
    public static async Task<BoardLink> StartAsync(RawReplSession repl, CancellationToken cancellationToken)
    {
        var link = new BoardLink(repl);
        await link.StartAsync(enter: false, cancellationToken);
        return link;
    }

    /// <summary>Calls a function that does the same when it is called twice.</summary>
    /// <exception cref="OtaToolsException">The function raised, or the line is of no use.</exception>
    public async Task<byte[]> CallAsync(BoardFunction function, ReadOnlyMemory<byte> data, CancellationToken cancellationToken, TimeSpan? time = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Whether a board is slow or lost cannot be told: the first time it gets less, then more.
                return await CallOnceAsync(function, data, cancellationToken, (time ?? CallTime) * Math.Min(1 << (attempt - 1), LongestPatience));
            }
            catch (LinkLostException) when (attempt < CallTries)
            {
                // The next call begins with a link.
            }
            catch (LinkLostException e)
            {
                throw Failure(e);
            }
        }
    }

    public Task<byte[]> CallAsync(BoardFunction function, object arguments, CancellationToken cancellationToken, TimeSpan? time = null) =>
        CallAsync(function, BoardJson.Serialize(arguments), cancellationToken, time);

    /// <summary>Calls a function that depends on the calls before it on the same link.</summary>
    /// <exception cref="LinkLostException">The link broke: it may have done it, and what it depended on is gone.</exception>
    public async Task<byte[]> CallOnceAsync(BoardFunction function, ReadOnlyMemory<byte> data, CancellationToken cancellationToken, TimeSpan? time = null)
    {
        if (exchange is null)
        {
            await StartAsync(enter: true, cancellationToken);
        }

        var (holder, code) = (exchange!, CodeOf(function));
        // Whatever ends this otherwise than by an answer leaves the two ends of the link at odds.
        exchange = null;
        var answer = await holder.AskAsync(packer!.Pack(code, data.Span), time ?? CallTime, cancellationToken);
        exchange = holder;
        loaded.UnionWith(function.Snippets);
        if (answer.Raised)
        {
            new ReplResult([], Encoding.UTF8.GetString(answer.Body).ReplaceLineEndings("\n").Trim()).ThrowIfFailed();
        }

        return answer.Body;
    }

    /// <summary>Pieces that had to be sent again, or answers that had to be asked for again.</summary>
    public int Repeats => repeats + (exchange?.Repeats ?? 0);

    /// <summary>Ends the link: the board is back at the raw prompt.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(EndTime);
        try
        {
            if (exchange is not null)
            {
                await exchange.AskAsync(packer!.Pack(End, []), CallTime, limit.Token);
            }
        }
        catch (Exception e) when (e is OtaToolsException or LinkLostException or EndOfStreamException or OperationCanceledException)
        {
            // Whoever leaves the REPL interrupts what runs there.
        }
        finally
        {
            packer?.Dispose();
        }
    }

    /// <summary>What a link that could not be kept up comes to for a person.</summary>
    public static OtaToolsException Failure(LinkLostException lost) =>
        new(ErrorCode.DeviceProtocol, Strings.LineTooNoisy(), lost) { Evidence = Printable.Tail(Encoding.UTF8.GetBytes(lost.Text), 1024) };

    private byte[] CodeOf(BoardFunction function) => Encoding.UTF8.GetBytes(
        string.Concat(function.Snippets.Where(name => !loaded.Contains(name)).Select(DeviceScripts.Snippet)) + $"result={function.Name}(data)");

    private async Task StartAsync(bool enter, CancellationToken cancellationToken)
    {
        loaded.Clear();
        repeats++;
        var clock = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            if (enter || attempt > 1)
            {
                await repl.EnterAsync(ReenterTime, cancellationToken);
            }

            var line = new LinkLine(repl);
            if (await TryStartAsync(line, cancellationToken) is { } hello)
            {
                FreeMemory = int.Parse(Encoding.ASCII.GetString(hello.Body), CultureInfo.InvariantCulture);
                packer?.Dispose();
                packer = new MessagePacker(windowBits);
                exchange = new LinkExchange(line, starts);
                return;
            }

            if (attempt == StartTries || clock.Elapsed > StartsTime)
            {
                throw Failure(new LinkLostException(line.Parser.Text));
            }

            windowBits = WindowAfter(line.Parser.Text);
        }
    }

    private async Task<LinkToken.Answer?> TryStartAsync(LinkLine line, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var start = LinkStart.Make(++starts, windowBits);
        await line.SendAsync((byte[])[.. start.Code, 4], cancellationToken);
        var token = await line.NextAsync(StartTime, cancellationToken);
        if (token is null && line.Parser.Text.EndsWith("OK", StringComparison.Ordinal))
        {
            token = await line.NextAsync(SlowStartTime, cancellationToken);
        }

        for (var (wanted, sent) = (0, 0); ; token = await line.NextAsync(wanted < start.Pieces.Count ? PieceTime : SlowStartTime, cancellationToken))
        {
            switch (token)
            {
                case LinkToken.Answer answer when answer.Number == starts:
                    return answer;
                case not null when wanted > start.Pieces.Count || clock.Elapsed > StartAtMost:
                    // More than it can want: what runs there is code that the line has changed, and it may never end.
                    return null;
                case LinkToken.Credit:
                    // Two pieces ahead, in a ring for four.
                    for (wanted++; sent < start.Pieces.Count && sent < wanted + 2; sent++)
                    {
                        await line.SendAsync(start.Pieces[sent], cancellationToken);
                    }

                    break;
                case null or LinkToken.Prompt:
                    return null;
            }
        }
    }

    /// <summary>A board that cannot inflate, or has not the memory, says so by raising.</summary>
    private int WindowAfter(string text) =>
        text.Contains("'deflate'", StringComparison.Ordinal) || text.Contains("'DeflateIO'", StringComparison.Ordinal) ? 0
        : !text.Contains("MemoryError", StringComparison.Ordinal) ? windowBits
        : windowBits > SmallWindow ? SmallWindow : 0;
}
