using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Device.RawRepl;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.RawRepl;

public class ReplInputTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);
    private static readonly byte[] EndOfPart = [4];

    private readonly ReplInput input = new();

    [Fact]
    public void Every_split_of_a_transcript_gives_the_same_parts()
    {
        var transcript = Encoding.ASCII.GetBytes("\r\nraw REPL; CTRL-B to exit\r\n>OK" + new string('x', 300) + "\u0004Traceback\u0004>");

        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt[]>(), sizes =>
        {
            var fresh = new ReplInput();
            var rest = transcript.AsMemory();
            var reading = ReadPartsAsync(fresh);
            foreach (var size in sizes.Select(s => Math.Min(s.Get, rest.Length)))
            {
                fresh.Append(rest[..size]).AsTask().Wait();
                rest = rest[size..];
            }

            fresh.Append(rest).AsTask().Wait();
            reading.Soon().GetAwaiter().GetResult().ShouldBe(["\r\nraw REPL; CTRL-B to exit\r\n>", "OK", new string('x', 300) + "\u0004", "Traceback\u0004", ">"]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_wait_without_an_answer_ends()
    {
        var failure = await Should.ThrowAsync<ReplTimeoutException>(() => ReadThroughAsync(Short));

        failure.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wait_that_runs_out_tells_what_had_come()
    {
        await input.Append("half an answer"u8.ToArray());

        var failure = await Should.ThrowAsync<ReplTimeoutException>(() => ReadThroughAsync(Short));

        Encoding.ASCII.GetString(failure.Seen).ShouldBe("half an answer");
        Encoding.ASCII.GetString(input.TakeAvailable()).ShouldBe("half an answer");
    }

    [Fact]
    public async Task What_came_before_a_wait_ran_out_is_not_lost()
    {
        await input.Append("half"u8.ToArray());
        await Should.ThrowAsync<ReplTimeoutException>(() => ReadThroughAsync(Short));
        await input.Append("and half\u0004"u8.ToArray());

        (await ReadThroughAsync(Deadline.Patience)).ShouldBe("halfand half\u0004");
    }

    [Fact]
    public async Task Cancelling_loses_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var reading = input.ReadThroughAsync(EndOfPart, Deadline.Patience, cancel.Token).AsTask();
        await input.Append("half"u8.ToArray());
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading.Soon());
        await input.Append("\u0004"u8.ToArray());

        (await ReadThroughAsync(Deadline.Patience)).ShouldBe("half\u0004");
    }

    [Fact]
    public async Task The_end_of_the_link_ends_a_wait_at_once()
    {
        var reading = input.ReadThroughAsync(EndOfPart, TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        await input.Append("half"u8.ToArray());

        input.Complete();

        await Should.ThrowAsync<EndOfStreamException>(() => reading.Soon());
    }

    [Fact]
    public async Task What_came_before_the_end_of_the_link_is_read_first()
    {
        await input.Append("a\u0004b"u8.ToArray());
        input.Complete();

        (await ReadThroughAsync(Deadline.Patience)).ShouldBe("a\u0004");
        await Should.ThrowAsync<EndOfStreamException>(() => ReadThroughAsync(Deadline.Patience));
    }

    [Fact]
    public void Reading_towards_a_mark_gives_every_byte_once_and_stops_behind_the_mark()
    {
        // A mark that begins like itself, in a text of its own letters.
        var mark = "aab"u8.ToArray();
        var texts = Gen.ArrayOf(Gen.Elements((byte)'a', (byte)'b')).ToArbitrary();

        Prop.ForAll(texts, ArbMap.Default.ArbFor<PositiveInt>(), (byte[] text, PositiveInt size) =>
        {
            var fresh = new ReplInput();
            var read = new List<byte>();
            var found = false;
            foreach (var piece in text.Chunk(size.Get))
            {
                fresh.Append(piece).AsTask().Wait();
                while (!found && Next(fresh) is { } next)
                {
                    read.AddRange(next.Bytes);
                    found = next.Found;
                }
            }

            var at = text.AsSpan().IndexOf(mark);
            found.ShouldBe(at >= 0);
            ((byte[])[.. read, .. fresh.TakeAvailable()]).ShouldBe(text);
            (at < 0 || read.Count == at + mark.Length).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();

        (byte[] Bytes, bool Found)? Next(ReplInput from)
        {
            try
            {
                return from.ReadTowardsAsync(mark, TimeSpan.Zero, CancellationToken.None).Soon().GetAwaiter().GetResult();
            }
            catch (ReplTimeoutException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task A_byte_is_read_as_it_comes_and_behind_what_another_wait_has_looked_at_in_vain()
    {
        await input.Append("ab"u8.ToArray());
        await Should.ThrowAsync<ReplTimeoutException>(() => ReadThroughAsync(Short));

        (await input.ReadByteAsync(Deadline.Patience, CancellationToken.None)).ShouldBe((byte)'a');
        (await input.ReadByteAsync(Deadline.Patience, CancellationToken.None)).ShouldBe((byte)'b');
        var third = input.ReadByteAsync(Deadline.Patience, CancellationToken.None).Soon();
        await input.Append("c"u8.ToArray());
        (await third).ShouldBe((byte)'c');
        await Should.ThrowAsync<ReplTimeoutException>(() => input.ReadByteAsync(Short, CancellationToken.None).Soon());
        input.Complete();
        await Should.ThrowAsync<EndOfStreamException>(() => input.ReadByteAsync(Short, CancellationToken.None).Soon());
    }

    [Fact]
    public async Task Draining_ends_when_the_line_is_quiet()
    {
        await input.Append("boot log"u8.ToArray());

        var drained = await input.DrainAsync(Short, TimeSpan.FromHours(1), CancellationToken.None).Soon();

        Encoding.ASCII.GetString(drained).ShouldBe("boot log");
    }

    [Fact]
    public async Task Draining_ends_on_a_board_that_prints_for_ever()
    {
        using var stop = new CancellationTokenSource();
        var printing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await input.Append("."u8.ToArray());
            }
        });

        var drained = await input.DrainAsync(TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(50), CancellationToken.None).Soon();
        await stop.CancelAsync();
        await printing.Soon();

        drained.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Peeking_takes_nothing()
    {
        await input.Append("abc"u8.ToArray());

        input.Peek().ShouldBe("abc"u8.ToArray());
        input.TakeAvailable().ShouldBe("abc"u8.ToArray());
        input.TakeAvailable().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flood_waits_until_it_is_read()
    {
        var flood = input.Append(new byte[2 << 20]).AsTask();
        flood.IsCompleted.ShouldBeFalse();

        input.TakeAvailable().Length.ShouldBe(2 << 20);

        await flood.Soon();
    }

    private static async Task<string[]> ReadPartsAsync(ReplInput from) =>
    [
        await TextAsync(from.ReadThroughAsync("to exit\r\n>"u8.ToArray(), Deadline.Patience, default)),
        await TextAsync(from.ReadExactlyAsync(2, Deadline.Patience, default)),
        await TextAsync(from.ReadThroughAsync(EndOfPart, Deadline.Patience, default)),
        await TextAsync(from.ReadThroughAsync(EndOfPart, Deadline.Patience, default)),
        await TextAsync(from.ReadExactlyAsync(1, Deadline.Patience, default)),
    ];

    private Task<string> ReadThroughAsync(TimeSpan timeout) => TextAsync(input.ReadThroughAsync(EndOfPart, timeout, CancellationToken.None)).Soon();

    private static async Task<string> TextAsync(ValueTask<byte[]> bytes) => Encoding.ASCII.GetString(await bytes);
}
