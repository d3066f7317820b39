using System.Text;
using OtaTools.Core.Device.Console;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Console;

public class ConsoleFollowerTests
{
    private readonly ConsoleHistory history = new(capacity: 100_000);
    private readonly StringBuilder seen = new();
    private long missed;

    [Fact]
    public async Task What_was_there_and_what_comes_is_handed_over_in_order_with_what_happens_between()
    {
        history.Append("before "u8);
        await using (var follower = new ConsoleFollower(history, TakeAsync, TimeSpan.Zero))
        {
            history.Append("one "u8);
            follower.Mark(() => TellAsync("«lost» "));
            history.Append("two "u8);
            follower.Mark(() => TellAsync("«back» "));
            history.Append("three"u8);
        }

        seen.ToString().ShouldBe("before one «lost» two «back» three", "its end is the end of what came before");
    }

    [Fact]
    public async Task From_now_on_means_that()
    {
        history.Append("before "u8);
        await using (ConsoleFollower.FromNow(history, TakeAsync, TimeSpan.Zero))
        {
            history.Append("after"u8);
        }

        seen.ToString().ShouldBe("after");
    }

    [Fact]
    public async Task A_reader_who_does_not_take_holds_up_nobody_and_what_he_misses_is_counted()
    {
        var gate = new TaskCompletionSource();
        var taking = new TaskCompletionSource();
        await using (new ConsoleFollower(history, WaitAsync, TimeSpan.Zero))
        {
            history.Append("first\n"u8);
            await taking.Task.Soon();
            for (var i = 0; i < 100_000; i++)
            {
                history.Append("0123456789abcde\n"u8);
            }

            gate.SetResult();
        }

        (missed + seen.Length).ShouldBe(6 + (100_000 * 16));
        missed.ShouldBeGreaterThan(1_500_000);

        async ValueTask WaitAsync(ReadOnlyMemory<byte> bytes, long skipped)
        {
            taking.TrySetResult();
            await gate.Task;
            await TakeAsync(bytes, skipped);
        }
    }

    [Fact]
    public async Task What_happened_in_a_gap_is_told_behind_it()
    {
        var gate = new TaskCompletionSource();
        var taking = new TaskCompletionSource();
        await using (var follower = new ConsoleFollower(history, WaitAsync, TimeSpan.Zero))
        {
            history.Append("first\n"u8);
            await taking.Task.Soon();
            history.Append(new byte[200_000]);
            follower.Mark(() => TellAsync("«lost»"));
            history.Append(new byte[200_000]);
            gate.SetResult();
        }

        seen.ToString().ShouldContain("«lost»");
        missed.ShouldBeGreaterThan(0);

        async ValueTask WaitAsync(ReadOnlyMemory<byte> bytes, long skipped)
        {
            taking.TrySetResult();
            await gate.Task;
            await TakeAsync(bytes, skipped);
        }
    }

    [Fact]
    public async Task No_batch_is_longer_than_64_KiB()
    {
        var big = new ConsoleHistory();
        var longest = 0;
        big.Append(new byte[500_000]);
        await using (new ConsoleFollower(big, Measure, TimeSpan.Zero))
        {
        }

        longest.ShouldBe(64 * 1024);

        ValueTask Measure(ReadOnlyMemory<byte> bytes, long skipped)
        {
            longest = Math.Max(longest, bytes.Length);
            return default;
        }
    }

    private ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, long skipped)
    {
        missed += skipped;
        return TellAsync(Encoding.ASCII.GetString(bytes.Span));
    }

    private ValueTask TellAsync(string text)
    {
        seen.Append(text);
        return default;
    }
}
