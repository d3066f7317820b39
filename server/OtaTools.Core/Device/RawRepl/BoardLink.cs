using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>
/// Calls functions of the snippets on the board and passes them data: as blocks over the line, never as source text.
/// The framing is that of server/device/snippets/link.py.
/// </summary>
internal sealed class BoardLink
{
    private const byte Enquiry = 5, Acknowledge = 6, Reject = 0x15, EndOfPart = 4;
    private const int Piece = 120;
    private const int PiecesAhead = 2;
    private const int BlockTries = 5;

    private static readonly TimeSpan ByteTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(60);

    private readonly RawReplSession repl;

    private BoardLink(RawReplSession repl, bool hasDeflate) => (this.repl, HasDeflate) = (repl, hasDeflate);

    /// <summary>The board can inflate (MicroPython v1.21 and later).</summary>
    public bool HasDeflate { get; }

    /// <summary>Loads the snippets into a board that is in the raw REPL.</summary>
    public static async Task<BoardLink> LoadAsync(RawReplSession repl, IEnumerable<string> snippets, CancellationToken cancellationToken)
    {
        var code = string.Concat(snippets.Prepend("link").Select(DeviceScripts.Snippet));
        var result = await repl.ExecuteAsync(code, CallTime, cancellationToken);
        result.ThrowIfFailed();
        return new BoardLink(repl, result.Text.Trim() == "1");
    }

    /// <summary>Calls a function that reads its arguments, and then the further blocks, with <c>_block()</c>.</summary>
    /// <param name="time">How long it may take behind its last block, where a minute may be too short.</param>
    /// <returns>What the function printed.</returns>
    /// <exception cref="OtaToolsException">The function raised, or the line broke.</exception>
    public async Task<string> CallAsync(
        string function, object arguments, IReadOnlyList<byte[]> blocks, Action<int>? blockSent, CancellationToken cancellationToken, TimeSpan? time = null)
    {
        await repl.StartAsync(function + "()", cancellationToken);
        var ended = !await SendBlockAsync(BoardJson.Serialize(arguments), cancellationToken);
        for (var i = 0; i < blocks.Count && !ended; i++)
        {
            ended = !await SendBlockAsync(blocks[i], cancellationToken);
            blockSent?.Invoke(i);
        }

        // Where the function ended early its output has been read to the end already.
        var result = ended
            ? await repl.FinishAfterOutputAsync(cancellationToken)
            : await repl.FinishAsync(time ?? CallTime, cancellationToken);
        result.ThrowIfFailed();
        return result.Text;
    }

    /// <summary>Sends one block when the board asks for it, again where it came damaged; false when the function has ended.</summary>
    private async Task<bool> SendBlockAsync(byte[] data, CancellationToken cancellationToken)
    {
        var body = Escape(data);
        var header = Encoding.ASCII.GetBytes(
            body.Length.ToString("x4", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(SHA256.HashData(data).AsSpan(0, 4)));
        for (var attempt = 0; attempt < BlockTries; attempt++)
        {
            if (!await WaitForAsync(Enquiry, cancellationToken))
            {
                return false;
            }

            await repl.WriteAsync(header, cancellationToken);
            var pieces = (body.Length + Piece - 1) / Piece;
            for (var i = 0; i < pieces; i++)
            {
                if (i >= PiecesAhead && !await WaitForAsync(Acknowledge, cancellationToken))
                {
                    return false;
                }

                await repl.WriteAsync(body.AsMemory(i * Piece, Math.Min(Piece, body.Length - (i * Piece))), cancellationToken);
            }

            for (var i = 0; i < Math.Min(pieces, PiecesAhead); i++)
            {
                if (!await WaitForAsync(Acknowledge, cancellationToken))
                {
                    return false;
                }
            }

            switch (await repl.ReadByteAsync(ByteTime, cancellationToken))
            {
                case Acknowledge:
                    return true;
                case EndOfPart:
                    return false;
            }
        }

        throw new OtaToolsException(ErrorCode.DeviceProtocol, Strings.LineTooNoisy());
    }

    /// <summary>False when the function has ended instead, as it does when it raises.</summary>
    private async Task<bool> WaitForAsync(byte expected, CancellationToken cancellationToken)
    {
        while (true)
        {
            var got = await repl.ReadByteAsync(ByteTime, cancellationToken);
            if (got == expected)
            {
                return true;
            }

            if (got == EndOfPart)
            {
                return false;
            }
        }
    }

    /// <summary>0x03 would interrupt the board; 0x10 announces the next byte XOR 0x40.</summary>
    internal static byte[] Escape(ReadOnlySpan<byte> data)
    {
        var escaped = new List<byte>(data.Length + 16);
        foreach (var b in data)
        {
            if (b is 0x03 or 0x10)
            {
                escaped.Add(0x10);
                escaped.Add((byte)(b ^ 0x40));
            }
            else
            {
                escaped.Add(b);
            }
        }

        return [.. escaped];
    }
}
