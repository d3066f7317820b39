using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using OtaTools.Core.Language.Facts;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Language.Facts;

public class HostNamesTests
{
    private readonly ConcurrentDictionary<string, Func<IPAddress[]>> resolver = new();
    private readonly Clock clock = new();
    private int asked;
    private int changed;

    [Fact]
    public async Task A_name_is_known_once_it_was_answered()
    {
        resolver["my-pc"] = () => [IPAddress.Parse("192.168.1.20")];
        resolver["nobody"] = () => throw new SocketException((int)SocketError.HostNotFound);
        var names = Names();

        names.Known(["my-pc", "nobody"]).ShouldBeEmpty();
        await Deadline.UntilAsync(() => names.Known(["my-pc", "nobody"]).Count == 2, "both are answered");

        names.Known(["my-pc"])["my-pc"].Addresses.ShouldBe([IPAddress.Parse("192.168.1.20")]);
        names.Known(["nobody"])["nobody"].Addresses.ShouldBeEmpty();
        (asked, Volatile.Read(ref changed)).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Where_nobody_can_say_a_name_is_not_said_to_be_missing()
    {
        resolver["somebody"] = () => throw new SocketException((int)SocketError.TryAgain);
        var names = Names();

        names.Known(["somebody"]);
        await Deadline.UntilAsync(() => Volatile.Read(ref asked) == 1, "it is asked for");

        names.Known(["somebody"]).ShouldBeEmpty();
        changed.ShouldBe(0);
    }

    [Fact]
    public async Task An_old_answer_counts_until_the_new_one_is_there()
    {
        resolver["my-pc"] = () => [IPAddress.Parse("192.168.1.20")];
        var names = Names();
        await Deadline.UntilAsync(() => names.Known(["my-pc"]).Count == 1, "it is answered");
        resolver["my-pc"] = () => [IPAddress.Parse("192.168.1.21")];
        clock.Now += TimeSpan.FromMinutes(5);

        names.Known(["my-pc"])["my-pc"].Addresses.ShouldBe([IPAddress.Parse("192.168.1.20")]);

        await Deadline.UntilAsync(() => names.Known(["my-pc"])["my-pc"].Addresses[0].ToString() == "192.168.1.21", "the new answer is there");
        asked.ShouldBe(2);
    }

    [Fact]
    public void Thousands_of_names_are_not_asked_for_at_once()
    {
        using var hold = new ManualResetEventSlim();
        var names = new HostNames((_, _) => Task.Run(() => { Interlocked.Increment(ref asked); hold.Wait(Deadline.Patience); return Array.Empty<IPAddress>(); }), clock);

        for (var i = 0; i < 5000; i++)
        {
            names.Known([$"name-{i}", new string('x', 300)]).ShouldBeEmpty();
        }

        Volatile.Read(ref asked).ShouldBeLessThanOrEqualTo(16);
        hold.Set();
    }

    private HostNames Names()
    {
        var names = new HostNames(
            (name, _) =>
            {
                Interlocked.Increment(ref asked);
                return Task.Run(() => resolver[name]());
            },
            clock);
        names.Changed += () => Interlocked.Increment(ref changed);
        return names;
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
