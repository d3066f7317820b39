using System.Text;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>
/// MicroPython's raw REPL from the host's side, in raw-paste mode where the board has it.
/// Protocol: https://docs.micropython.org/en/latest/reference/repl.html#raw-mode-and-raw-paste-mode
/// </summary>
internal sealed class RawReplSession(ReplInput input, ReplPort port)
{
    private const byte CtrlA = 1, CtrlB = 2, CtrlC = 3, CtrlD = 4;

    /// <summary>Plain raw mode has no flow control: an idle board takes this much, then needs a moment.</summary>
    private const int PlainChunk = 256;

    private static readonly byte[] Banner = "raw REPL; CTRL-B to exit\r\n>"u8.ToArray();
    private static readonly byte[] EndOfPart = [CtrlD];
    private static readonly byte[] Greeting = "MicroPython"u8.ToArray();
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PromptQuiet = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan BannerTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PlainPause = TimeSpan.FromMilliseconds(10);

    private bool rawPaste = true;
    private bool entered;

    /// <summary>
    /// Interrupts whatever runs and enters the raw REPL: again and again until the deadline, since a board that is just
    /// starting hears nothing in its ROM, and a boot.py may loop.
    /// </summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.DeviceNoAnswer"/>, with what was seen.</exception>
    public async Task EnterAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var end = DateTime.UtcNow + timeout;
        var seen = Array.Empty<byte>();
        while (DateTime.UtcNow < end)
        {
            await port.WriteAsync(new[] { CtrlC }, cancellationToken);
            Show(await input.DrainAsync(PromptQuiet, BannerTime, cancellationToken));
            // On a line with characters Ctrl-A only moves the cursor: end the line first.
            await port.WriteAsync(new[] { (byte)'\r', CtrlA }, cancellationToken);
            try
            {
                var head = await input.ReadThroughAsync(Banner, BannerTime, cancellationToken);
                Show(head[..^Banner.Length]);
                if (await AnswersAfreshAsync(cancellationToken))
                {
                    entered = true;
                    return;
                }
            }
            catch (ReplTimeoutException)
            {
                Show(input.TakeAvailable());
            }
        }

        throw seen.Length == 0
            ? new OtaToolsException(ErrorCode.DeviceNoAnswer, Strings.BoardSilent((int)timeout.TotalSeconds))
            : new OtaToolsException(ErrorCode.DeviceNoAnswer, Strings.BoardNoRepl((int)timeout.TotalSeconds, Printable.Tail(seen))) { Evidence = Printable.Tail(seen, 1024) };

        void Show(byte[] bytes)
        {
            if (bytes.Length > 0)
            {
                port.ToConsole(bytes);
                seen = bytes;
            }
        }
    }

    /// <summary>A banner may be stale: only the answer to a fresh question shows that the board listens now.</summary>
    private async Task<bool> AnswersAfreshAsync(CancellationToken cancellationToken)
    {
        var nonce = Random.Shared.Next(100_000, 1_000_000);
        await port.WriteAsync(Encoding.ASCII.GetBytes($"print({nonce})\x04"), cancellationToken);
        try
        {
            await input.ReadThroughAsync(Encoding.ASCII.GetBytes($"OK{nonce}\r\n\x04\x04>"), BannerTime, cancellationToken);
            return true;
        }
        catch (ReplTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Runs code to its end.</summary>
    public async Task<ReplResult> ExecuteAsync(string code, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await StartAsync(code, cancellationToken);
        return await FinishAsync(timeout, cancellationToken);
    }

    /// <summary>Sends code and starts it; what it prints is read by the caller or by <see cref="FinishAsync"/>.</summary>
    public async Task StartAsync(string code, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(code);
        if (!await GuardAsync(() => TryRawPasteAsync(bytes, cancellationToken)))
        {
            await GuardAsync(async () =>
            {
                await SendPlainAsync(bytes, cancellationToken);
                await Expect("OK"u8.ToArray(), cancellationToken);
                return true;
            });
        }
    }

    /// <summary>Reads what is left of the output, and the traceback.</summary>
    public Task<ReplResult> FinishAsync(TimeSpan timeout, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var output = await input.ReadThroughAsync(EndOfPart, timeout, cancellationToken);
        return await ReadErrorAsync(output, cancellationToken);
    });

    /// <summary>Reads the traceback where the output has been read to its end.</summary>
    public Task<ReplResult> FinishAfterOutputAsync(CancellationToken cancellationToken) =>
        GuardAsync(() => ReadErrorAsync(EndOfPart, cancellationToken));

    private async Task<ReplResult> ReadErrorAsync(byte[] output, CancellationToken cancellationToken)
    {
        var error = await input.ReadThroughAsync(EndOfPart, AnswerTime, cancellationToken);
        await Expect(">"u8.ToArray(), cancellationToken);
        return new ReplResult(output[..^1], Encoding.UTF8.GetString(error[..^1]).ReplaceLineEndings("\n").Trim());
    }

    /// <summary>The next byte that running code writes.</summary>
    public Task<byte> ReadByteAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        GuardAsync(async () => (await input.ReadExactlyAsync(1, timeout, cancellationToken))[0]);

    /// <summary>What running code has written, or writes next; nothing where it writes nothing in time.</summary>
    public async Task<byte[]> ReadAvailableAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAvailableAsync(timeout, cancellationToken);
        }
        catch (ReplTimeoutException)
        {
            return [];
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => port.WriteAsync(bytes, cancellationToken);

    /// <summary>Stops what runs, wherever it is, and comes back to the raw prompt.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        do
        {
            await port.WriteAsync(new[] { CtrlC }, cancellationToken);
            await input.DrainAsync(PromptQuiet, BannerTime, cancellationToken);
        }
        while (!await AnswersAfreshAsync(cancellationToken));
    }

    /// <summary>
    /// Stops running code, if any, and goes back to the friendly REPL. A board that was in the raw REPL is asked until it
    /// greets: code that reads its input may swallow the Ctrl-B before the Ctrl-C stops it.
    /// </summary>
    public async Task ExitAsync(CancellationToken cancellationToken)
    {
        byte[] last = [];
        try
        {
            var greeted = false;
            do
            {
                await port.WriteAsync(new[] { CtrlC, CtrlB }, cancellationToken);
                try
                {
                    last = [.. last, .. await input.ReadThroughAsync(Greeting, BannerTime, cancellationToken)];
                    greeted = true;
                }
                catch (ReplTimeoutException)
                {
                    last = [.. last, .. input.TakeAvailable()];
                }
            }
            while (entered && !greeted);
            last = [.. last, .. await input.DrainAsync(PromptQuiet, BannerTime, cancellationToken)];
        }
        finally
        {
            // What comes before the last end of an answer is protocol.
            var protocol = last.AsSpan().LastIndexOf("\x04>"u8);
            port.ToConsole(protocol < 0 ? last : last[(protocol + 2)..]);
        }
    }

    private async Task<bool> TryRawPasteAsync(byte[] code, CancellationToken cancellationToken)
    {
        if (!rawPaste)
        {
            return false;
        }

        await port.WriteAsync(new byte[] { 5, (byte)'A', CtrlA }, cancellationToken);
        var answer = await input.ReadExactlyAsync(2, AnswerTime, cancellationToken);
        if (answer is not [(byte)'R', 1])
        {
            // Understood but not supported: R 0 and a prompt. Older: the banner again.
            rawPaste = false;
            await input.ReadThroughAsync(">"u8.ToArray(), AnswerTime, cancellationToken);
            return false;
        }

        var window = BitConverter.ToUInt16(await input.ReadExactlyAsync(2, AnswerTime, cancellationToken));
        var credit = (int)window;
        for (var sent = 0; sent < code.Length;)
        {
            while (credit == 0 || input.Peek().Length > 0)
            {
                switch ((await input.ReadExactlyAsync(1, AnswerTime, cancellationToken))[0])
                {
                    case 1:
                        credit += window;
                        break;
                    case CtrlD: // the board gives up: a syntax error or no memory; the traceback follows
                        await port.WriteAsync(EndOfPart, cancellationToken);
                        return true;
                }
            }

            var count = Math.Min(credit, code.Length - sent);
            await port.WriteAsync(code.AsMemory(sent, count), cancellationToken);
            sent += count;
            credit -= count;
        }

        await port.WriteAsync(EndOfPart, cancellationToken);
        await input.ReadThroughAsync(EndOfPart, AnswerTime, cancellationToken);
        return true;
    }

    private async Task SendPlainAsync(byte[] code, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < code.Length; sent += PlainChunk)
        {
            await port.WriteAsync(code.AsMemory(sent, Math.Min(PlainChunk, code.Length - sent)), cancellationToken);
            await Task.Delay(PlainPause, cancellationToken);
        }

        await port.WriteAsync(EndOfPart, cancellationToken);
    }

    private async Task Expect(byte[] expected, CancellationToken cancellationToken)
    {
        var got = await input.ReadExactlyAsync(expected.Length, AnswerTime, cancellationToken);
        if (!got.AsSpan().SequenceEqual(expected))
        {
            var seen = (byte[])[.. got, .. input.Peek()];
            throw new OtaToolsException(ErrorCode.DeviceProtocol, Strings.BoardUnexpected(Printable.Tail(seen))) { Evidence = Printable.Tail(seen, 1024) };
        }
    }

    private static async Task<T> GuardAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (ReplTimeoutException e)
        {
            throw new OtaToolsException(
                ErrorCode.DeviceNoAnswer,
                e.Seen.Length == 0 ? Strings.BoardStoppedAnswering() : Strings.BoardUnexpected(Printable.Tail(e.Seen)),
                e)
            { Evidence = Printable.Tail(e.Seen, 1024) };
        }
    }
}
