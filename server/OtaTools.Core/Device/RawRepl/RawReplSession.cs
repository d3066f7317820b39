using System.Text;
using static OtaTools.Core.Device.RawRepl.ReplKeys;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>
/// MicroPython's raw REPL from the host's side, in raw-paste mode where the board has it.
/// Protocol: https://docs.micropython.org/en/latest/reference/repl.html#raw-mode-and-raw-paste-mode
/// </summary>
internal sealed class RawReplSession(ReplInput input, ReplPort port)
{
    /// <summary>Plain raw mode has no flow control: an idle board takes this much, then needs a moment.</summary>
    private const int PlainChunk = 256;

    /// <summary>How often a board is told to stop, or to leave.</summary>
    private const int Tries = 5;

    private static readonly byte[] EndOfPart = [CtrlD];
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PromptQuiet = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan BannerTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PlainPause = TimeSpan.FromMilliseconds(10);

    private bool rawPaste = true;
    private bool entered;

    /// <summary>Interrupts whatever runs and enters the raw REPL; tries until the deadline (<see cref="Entry"/>).</summary>
    /// <exception cref="OtaToolsException">The cause why nobody got in, with what was seen.</exception>
    public async Task EnterAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await new Entry(input, port).RunAsync(timeout, cancellationToken);
        entered = true;
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
        GuardAsync(async () => await input.ReadByteAsync(timeout, cancellationToken));

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
    /// <exception cref="OtaToolsException">The board does not stop.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            await port.WriteAsync(new[] { CtrlC }, cancellationToken);
            await input.DrainAsync(PromptQuiet, BannerTime, cancellationToken);
            if (await FreshQuestion.AskAsync(input, port, cancellationToken))
            {
                return;
            }
        }

        throw new OtaToolsException(ErrorCode.DeviceNoAnswer, Strings.BoardStoppedAnswering());
    }

    /// <summary>
    /// Stops running code, if any, and goes back to the friendly REPL. A board that was in the raw REPL is asked until it
    /// greets: code that reads its input may swallow the Ctrl-B before the Ctrl-C stops it.
    /// </summary>
    /// <exception cref="OtaToolsException">The board was entered and does not greet.</exception>
    public async Task ExitAsync(CancellationToken cancellationToken)
    {
        byte[] last = [];
        try
        {
            for (var tries = 0; tries < (entered ? Tries : 1); tries++)
            {
                await port.WriteAsync(new[] { CtrlC, CtrlB }, cancellationToken);
                if (await HearsAsync(Greeting))
                {
                    // Its prompt ends the greeting; a build that greets otherwise has been left all the same.
                    await HearsAsync(Prompt);
                    return;
                }
            }

            if (entered)
            {
                throw new OtaToolsException(ErrorCode.DeviceNoAnswer, Strings.BoardStoppedAnswering());
            }
        }
        finally
        {
            // What comes before the last end of an answer is protocol.
            var protocol = last.AsSpan().LastIndexOf("\x04>"u8);
            port.ToConsole(protocol < 0 ? last : last[(protocol + 2)..]);
        }

        async Task<bool> HearsAsync(byte[] text)
        {
            try
            {
                last = [.. last, .. await input.ReadThroughAsync(text, BannerTime, cancellationToken)];
                return true;
            }
            catch (ReplTimeoutException)
            {
                last = [.. last, .. input.TakeAvailable()];
                return false;
            }
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
                switch (await input.ReadByteAsync(AnswerTime, cancellationToken))
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
