using System.Text;
using OtaTools.Core.Device.Console;
using OtaTools.Core.Device.RawRepl;
using OtaTools.Core.Device.Transport.Rfc2217;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transcripts;

/// <summary>Whatever a board sends: an answer or a named failure, in bounded time and memory, and never a crash.</summary>
public class RandomStreamTests
{
    private const int LongestLine = 4096;

    /// <summary>Plain raw mode makes pauses, in which others go on.</summary>
    private const int AtOnce = 100;

    private static readonly int Streams = Splits.InFull ? 100_000 : 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What the protocol is made of, so that chance gets beyond its first byte.</summary>
    private static readonly string[] Words =
    [
        "R\u0001\u0080\0\u0001", "R\0>", "R\u0001\0\0", "R\u0001\u00ff\u00ff", "\u0001", "\u0001\u0001", "\u0004", "\u0004\u0004>", "OK", ">", ">>> ",
        "raw REPL; CTRL-B to exit\r\n>", "\r\n", "\n", "\r", "MPY: soft reboot\r\n", "MicroPython v1.26.0", "\u0005", "\u0006", "\u0015",
        "Traceback (most recent call last):\r\n", "OSError: 28\r\n", "[BOOT] running= ", "[OTA] dl 99999999999999999999\r\n", "\u00c3", "\u00f0\u009f\u0092",
        "\u001b[", "\u001b]0;", "Guru Meditation Error: Core  ", "rst:0x", "abort() was called at PC ", "\0",
        "\u00ff\u00fa\u002c", "\u00ff\u00f0", "\u00ff\u00fb", "\u00ff\u00ff",
    ];

    [Fact]
    public void The_console_takes_any_bytes()
    {
        var advisor = new ConsoleAdvisor();
        for (var seed = 0; seed < Streams; seed++)
        {
            var bytes = Stream(seed);
            var (text, splitter) = (new ConsoleText(), new LineSplitter());
            var lines = Splits.Cut(bytes, Ends(seed, bytes.Length)).SelectMany(read => splitter.Add(text.Decode(read.Span)).ToList()).ToList();

            lines.ShouldAllBe(line => line.Length <= LongestLine, $"stream {seed}");
            lines.Sum(line => line.Length).ShouldBeLessThanOrEqualTo(bytes.Length + 1, $"stream {seed}");
            foreach (var line in lines)
            {
                BootLog.Read(line);
                advisor.Explain(line);
                AnsiText.Plain(line).Length.ShouldBeLessThanOrEqualTo(line.Length, $"stream {seed}");
            }
        }
    }

    [Fact]
    public Task Entering_takes_any_answer() => ForEachStreamAsync(repl => repl.EnterAsync(Patience, CancellationToken.None));

    [Fact]
    public Task Running_code_takes_any_answer() =>
        ForEachStreamAsync(repl => repl.ExecuteAsync(new string('x', 700), Patience, CancellationToken.None));

    [Fact]
    public Task A_link_takes_any_answer() => ForEachStreamAsync(async repl =>
    {
        await using var link = await BoardLink.StartAsync(repl, CancellationToken.None);
        await link.CallAsync(new BoardFunction("_list", "list"), new byte[700], CancellationToken.None);
    });

    [Fact]
    public void Telnet_takes_any_bytes()
    {
        for (var seed = 0; seed < Streams; seed++)
        {
            var (whole, pieces) = (Stream(seed), Stream(seed));
            var (messages, others) = (new List<TelnetMessage>(), new List<TelnetMessage>());
            var data = whole[..new TelnetDecoder().Decode(whole, messages)];
            var decoder = new TelnetDecoder();
            var cut = Splits.Cut(pieces, Ends(seed, pieces.Length)).SelectMany(read =>
            {
                var copy = read.ToArray();
                return copy[..decoder.Decode(copy, others)];
            }).ToArray();

            cut.ShouldBe(data, $"stream {seed}");
            others.Select(message => (message.Verb, message.Option)).ShouldBe(messages.Select(message => (message.Verb, message.Option)), $"stream {seed}");
        }
    }

    private static async Task ForEachStreamAsync(Func<RawReplSession, Task> use) => await Parallel.ForAsync(0, Streams, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
    {
        var input = new ReplInput();
        var bytes = Stream(seed);
        foreach (var read in Splits.Cut(bytes, Ends(seed, bytes.Length)))
        {
            await input.Append(read);
        }

        input.Complete();
        var repl = new RawReplSession(input, new ReplPort((_, _) => default, _ => { }, _ => ValueTask.FromResult(false), _ => { }));
        try
        {
            await use(repl).Soon();
        }
        catch (Exception e) when (e is OtaToolsException or EndOfStreamException)
        {
            // A failure with a name, or the end of the link, which DeviceSession names.
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"stream {seed}: {e.Message}", e);
        }
    });

    private static byte[] Stream(int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>();
        for (var parts = random.Next(1, 40); parts > 0; parts--)
        {
            if (random.Next(3) > 0)
            {
                bytes.AddRange(Encoding.Latin1.GetBytes(Words[random.Next(Words.Length)]));
                continue;
            }

            var noise = new byte[random.Next(1, random.Next(2, 200))];
            random.NextBytes(noise);
            bytes.AddRange(noise);
        }

        return [.. bytes];
    }

    private static int[] Ends(int seed, int length)
    {
        var random = new Random(~seed);
        return [.. Enumerable.Range(1, length - 1).Where(_ => random.Next(20) == 0)];
    }
}
