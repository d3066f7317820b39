using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace OtaTools.Core.Device.RawRepl.Link;

/// <summary>
/// Finds what the board says on the link in what comes from it: whatever a program in the background prints, or a line
/// damages, is passed over (pure).
/// </summary>
internal sealed class LinkParser
{
    private const byte Start = 1, Taken = 6, Refused = 0x15;
    private const int HeaderLength = 7;
    private const int LongestBody = 16 * 1024;
    private const int TextKept = 2048;

    /// <summary>Prompts, and what the ROM prints when the board starts.</summary>
    private static readonly byte[][] Prompts = ["raw REPL; CTRL-B"u8.ToArray(), "\nrst:0x"u8.ToArray(), "\r\n>>> "u8.ToArray(), "\x04>"u8.ToArray()];

    private readonly List<byte> waiting = [];
    private int at;
    private readonly List<byte> text = [];
    private int looked;

    /// <summary>The last of what was no part of the link: a traceback, where the link has ended with one.</summary>
    public string Text => Encoding.UTF8.GetString([.. text]);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        waiting.RemoveRange(0, at);
        at = 0;
        waiting.AddRange(bytes);
    }

    /// <summary>A frame that has begun and does not end was none: what looks like its content is read anew.</summary>
    /// <returns>False where there is none.</returns>
    public bool GiveUpFrame()
    {
        if (at == waiting.Count)
        {
            return false;
        }

        PassOver();
        return true;
    }

    public bool TryTake([NotNullWhen(true)] out LinkToken? token)
    {
        token = null;
        while (token is null && at < waiting.Count)
        {
            switch (waiting[at])
            {
                case Start when !HasFrame():
                    return false;
                case Start:
                    token = TakeFrame();
                    break;
                case Taken:
                    at++;
                    token = new LinkToken.Credit();
                    break;
                case Refused:
                    at++;
                    token = new LinkToken.Refusal();
                    break;
                default:
                    token = PassOver();
                    break;
            }
        }

        return token is not null;
    }

    private bool HasFrame() => waiting.Count - at >= HeaderLength && (Length > LongestBody || waiting.Count - at >= HeaderLength + Length);

    private int Length => waiting[at + 1] | (waiting[at + 2] << 8);

    private LinkToken? TakeFrame()
    {
        if (Length <= LongestBody)
        {
            byte[] frame = [.. CollectionsMarshal.AsSpan(waiting).Slice(at, HeaderLength + Length)];
            var body = frame[HeaderLength..];
            if (Crc32.Of(body) == BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(3)) && Meaning(body) is { } token)
            {
                at += frame.Length;
                return token;
            }
        }

        return PassOver();
    }

    private static LinkToken? Meaning(byte[] body) => body switch
    {
        [(byte)'?', var nonce, var number, var low, var high] => new LinkToken.Status(nonce, number, low | (high << 8)),
        [(byte)'=', var number, var raised, .. var result] => new LinkToken.Answer(number, raised != 0, result),
        _ => null,
    };

    private static bool EndsWithPrompt(ReadOnlySpan<byte> text)
    {
        foreach (var prompt in Prompts)
        {
            if (text.EndsWith(prompt))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>A prompt, where this byte was its last.</returns>
    private LinkToken.Prompt? PassOver()
    {
        text.Add(waiting[at++]);
        if (text.Count > 2 * TextKept)
        {
            text.RemoveRange(0, TextKept);
            looked = Math.Max(0, looked - TextKept);
        }

        var since = CollectionsMarshal.AsSpan(text)[looked..];
        if (!EndsWithPrompt(since))
        {
            return null;
        }

        looked = text.Count;
        return new LinkToken.Prompt();
    }
}
