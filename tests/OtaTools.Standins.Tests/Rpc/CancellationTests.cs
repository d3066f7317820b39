using Newtonsoft.Json.Linq;
using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Rpc;

public class CancellationTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("\"five\"")]
    public async Task A_cancelled_request_is_answered_with_the_code_for_it(string id)
    {
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcMethod("wait", (CancellationToken token) => Task.Delay(Timeout.Infinite, token)));

        await wire.SendAsync($$"""{"jsonrpc": "2.0", "id": {{id}}, "method": "wait"}""");
        await wire.NotifyAsync("$/cancelRequest", $$"""{"id": {{id}}}""");

        var answer = await wire.ReceiveAsync();
        answer["id"].ShouldBe(JToken.Parse(id));
        ((int)answer["error"]!["code"]!).ShouldBe(-32800);
    }

    [Fact]
    public async Task A_result_still_wins_over_the_cancellation()
    {
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcMethod("stubborn", async (CancellationToken token) =>
        {
            await token.WhenCancelledAsync();
            return "done";
        }));

        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 1, "method": "stubborn"}""");
        await wire.NotifyAsync("$/cancelRequest", """{"id": 1}""");

        ((string?)(await wire.ReceiveAsync())["result"]).ShouldBe("done");
    }

    [Theory]
    [InlineData("""{"id": 77}""")]
    [InlineData("""{"id": "1"}""")]
    [InlineData("""{"id": {}}""")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public async Task A_cancellation_of_nothing_is_ignored(string arguments)
    {
        var released = new TaskCompletionSource();
        using var wire = Wire.To(configure: rpc =>
        {
            rpc.AddLocalRpcMethod("wait", (CancellationToken token) => released.Task.WaitAsync(token));
            rpc.AddLocalRpcMethod("release", released.SetResult);
        });

        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 1, "method": "wait"}""");
        await wire.NotifyAsync("$/cancelRequest", arguments);
        await wire.NotifyAsync("release");

        (await wire.ReceiveAsync())["error"].ShouldBeNull();
    }

    [Fact]
    public async Task An_id_that_comes_again_can_be_cancelled_again()
    {
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcMethod("wait", (CancellationToken token) => Task.Delay(Timeout.Infinite, token)));

        for (var round = 0; round < 2; round++)
        {
            await wire.SendAsync("""{"jsonrpc": "2.0", "id": 1, "method": "wait"}""");
            await wire.NotifyAsync("$/cancelRequest", """{"id": 1}""");
            ((int)(await wire.ReceiveAsync())["error"]!["code"]!).ShouldBe(-32800);
        }
    }

    [Fact]
    public async Task A_callback_that_throws_does_not_keep_the_connection_from_ending()
    {
        using var wire = Wire.To(configure: rpc =>
        {
            rpc.CancelLocallyInvokedMethodsWhenConnectionIsClosed = true;
            rpc.AddLocalRpcMethod("register", (CancellationToken token) =>
            {
                token.Register(() => throw new InvalidOperationException());
                return Task.Delay(Timeout.Infinite, CancellationToken.None);
            });
            rpc.AddLocalRpcMethod("sync", () => { });
        });
        await wire.NotifyAsync("register");
        await wire.CallAsync("sync");

        wire.End();

        (await wire.EndedAsync()).Reason.ShouldBe(DisconnectedReason.RemotePartyTerminated);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_in_the_queue_starts_all_the_same()
    {
        using var released = new ManualResetEventSlim();
        using var wire = Wire.To(configure: rpc =>
        {
            rpc.AddLocalRpcMethod("block", () => released.Wait(Deadline.Patience));
            rpc.AddLocalRpcMethod("isCancelled", (CancellationToken token) => token.WhenCancelledAsync());
            rpc.Disconnected += (_, _) => released.Set();
        });

        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 1, "method": "block"}""");
        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 2, "method": "isCancelled"}""");
        await wire.NotifyAsync("$/cancelRequest", """{"id": 2}""");

        // Answered by the reader itself, and so after it has seen the cancellation.
        await wire.AskAsync("""{"jsonrpc": "2.0", "id": 3, "method": "unknown"}""");
        released.Set();
        ((int)(await wire.ReceiveAsync())["id"]!).ShouldBe(1);
        var answer = await wire.ReceiveAsync();
        ((int)answer["id"]!).ShouldBe(2);
        answer["error"].ShouldBeNull();
    }

    [Fact]
    public async Task A_cancelled_call_tells_the_other_side_and_waits_for_its_answer()
    {
        using var cancellation = new CancellationTokenSource();
        using var wire = Wire.To();
        var call = wire.Rpc.InvokeWithCancellationAsync<string>("m", ["a"], cancellation.Token);
        var id = (await wire.ReceiveAsync())["id"]!;

        await cancellation.CancelAsync();

        var notification = await wire.ReceiveAsync();
        ((string?)notification["method"]).ShouldBe("$/cancelRequest");
        notification["params"]!["id"].ShouldBe(id);
        notification["id"].ShouldBeNull();
        call.IsCompleted.ShouldBeFalse();

        await wire.SendAsync($$$"""{"jsonrpc": "2.0", "id": {{{id}}}, "error": {"code": -32800, "message": "as you wish"}}""");
        await Task.WhenAny(call).Soon();
        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => call);
        exception.Message.ShouldBe("as you wish");
        exception.CancellationToken.ShouldBe(cancellation.Token);
    }

    [Fact]
    public async Task A_result_still_wins_over_our_own_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        using var wire = Wire.To();
        var call = wire.Rpc.InvokeWithParameterObjectAsync<string>("m", new { a = 1 }, cancellation.Token);
        var id = (await wire.ReceiveAsync())["id"]!;

        await cancellation.CancelAsync();
        await wire.SendAsync($$"""{"jsonrpc": "2.0", "id": {{id}}, "result": "done"}""");

        (await call.Soon()).ShouldBe("done");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_is_not_sent()
    {
        using var wire = Wire.To();

        await Should.ThrowAsync<OperationCanceledException>(() => wire.Rpc.InvokeWithCancellationAsync<string>("m", [], new CancellationToken(canceled: true)));

        await wire.ShouldHaveNothingMoreAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Closing_cancels_running_methods_only_if_asked_to(bool cancels)
    {
        var started = new TaskCompletionSource<CancellationToken>();
        using var wire = Wire.To(configure: rpc =>
        {
            rpc.CancelLocallyInvokedMethodsWhenConnectionIsClosed = cancels;
            rpc.AddLocalRpcMethod("wait", (CancellationToken token) =>
            {
                started.SetResult(token);
                return token.WhenCancelledAsync();
            });
        });
        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 1, "method": "wait"}""");
        var token = await started.Task.Soon();

        wire.End();
        await wire.EndedAsync();

        token.IsCancellationRequested.ShouldBe(cancels);
    }
}
