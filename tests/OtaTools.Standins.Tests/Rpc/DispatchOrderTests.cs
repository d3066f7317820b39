using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Rpc;

public class DispatchOrderTests
{
    [Fact]
    public async Task By_default_handlers_start_in_order_and_one_at_a_time()
    {
        const int Count = 300;
        var started = new List<int>();
        var inside = 0;
        var most = 0;
        var all = new TaskCompletionSource();
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcMethod("step", (int number) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            started.Add(number);
            Thread.Yield();
            Interlocked.Decrement(ref inside);
            if (number == Count - 1)
                all.SetResult();
        }));

        for (var number = 0; number < Count; number++)
            await wire.NotifyAsync("step", $"[{number}]");
        await all.Task.Soon();

        started.ShouldBe(Enumerable.Range(0, Count));
        most.ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_that_awaits_lets_the_next_one_start()
    {
        var opened = new TaskCompletionSource();
        using var wire = Wire.To(configure: rpc =>
        {
            rpc.AddLocalRpcMethod("wait", () => opened.Task);
            rpc.AddLocalRpcMethod("open", opened.SetResult);
        });

        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 1, "method": "wait"}""");
        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 2, "method": "open"}""");

        var answers = new[] { await wire.ReceiveAsync(), await wire.ReceiveAsync() };
        answers.Select(answer => (int)answer["id"]!).ShouldBe([1, 2], ignoreOrder: true);
    }

    [Fact]
    public async Task The_default_context_is_not_the_current_one_in_a_handler()
    {
        using var wire = Wire.To(configure: rpc =>
        {
            rpc.SynchronizationContext.ShouldNotBeNull();
            rpc.AddLocalRpcMethod("hasContext", () => SynchronizationContext.Current is not null);
        });

        var answer = await wire.CallAsync("hasContext");

        ((bool)answer["result"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_context_handlers_run_side_by_side()
    {
        using var meeting = new Barrier(2);
        using var wire = Wire.To(configure: rpc =>
        {
            rpc.SynchronizationContext = null;
            rpc.AddLocalRpcMethod("meet", () => meeting.SignalAndWait(Deadline.Patience));
        });

        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 1, "method": "meet"}""");
        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 2, "method": "meet"}""");

        ((bool)(await wire.ReceiveAsync())["result"]!).ShouldBeTrue();
        ((bool)(await wire.ReceiveAsync())["result"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_context_of_ones_own_gets_every_handler_posted()
    {
        var context = new CountingContext();
        using var wire = Wire.To(configure: rpc =>
        {
            rpc.SynchronizationContext = context;
            rpc.AddLocalRpcMethod("isThere", () => SynchronizationContext.Current == context);
        });

        ((bool)(await wire.CallAsync("isThere"))["result"]!).ShouldBeTrue();
        ((bool)(await wire.CallAsync("isThere"))["result"]!).ShouldBeTrue();

        context.Posts.ShouldBe(2);
    }

    [Fact]
    public void The_default_context_can_be_sent_to_and_hands_on_exceptions()
    {
        using var wire = Wire.NotListening();
        var context = wire.Rpc.SynchronizationContext.ShouldNotBeNull();
        var order = new List<string>();

        context.Post(_ => order.Add("posted"), state: null);
        context.Send(_ => order.Add("sent"), state: null);

        order.ShouldBe(["posted", "sent"]);
        Should.Throw<InvalidOperationException>(() => context.Send(_ => throw new InvalidOperationException(), state: null));
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                SetSynchronizationContext(this);
                d(state);
                SetSynchronizationContext(null);
            });
        }
    }
}
