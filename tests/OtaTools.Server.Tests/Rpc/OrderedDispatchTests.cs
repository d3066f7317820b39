using OtaTools.Server.Rpc;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests.Rpc;

public class OrderedDispatchTests
{
    private readonly OrderedDispatch dispatch = new();

    [Fact]
    public async Task Handlers_start_in_order_one_at_a_time()
    {
        var order = new List<int>();
        var inside = 0;
        var most = 0;
        for (var i = 0; i < 1000; i++)
        {
            dispatch.Post(
                number =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    order.Add((int)number!);
                    Interlocked.Decrement(ref inside);
                },
                i);
        }

        await AllStartedAsync();

        order.ShouldBe(Enumerable.Range(0, 1000));
        most.ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_that_waits_holds_nobody_up()
    {
        var answer = new TaskCompletionSource();
        var slow = new TaskCompletionSource();
        dispatch.Post(_ => _ = SlowAsync(), null);

        await AllStartedAsync();
        slow.Task.IsCompleted.ShouldBeFalse();
        answer.SetResult();
        await slow.Task.Soon();

        async Task SlowAsync()
        {
            await answer.Task;
            slow.SetResult();
        }
    }

    [Fact]
    public async Task What_follows_a_wait_does_not_queue_here()
    {
        SynchronizationContext? seen = dispatch;
        dispatch.Post(_ => seen = SynchronizationContext.Current, null);

        await AllStartedAsync();

        seen.ShouldNotBe(dispatch);
    }

    [Fact]
    public async Task A_handler_that_throws_does_not_stop_the_next()
    {
        dispatch.Post(_ => throw new InvalidOperationException(), null);

        await AllStartedAsync();
    }

    [Fact]
    public void Waiting_for_a_turn_is_refused() => Should.Throw<NotSupportedException>(() => dispatch.Send(_ => { }, null));

    private Task AllStartedAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        dispatch.Post(_ => started.SetResult(), null);
        return started.Task.Soon();
    }
}
