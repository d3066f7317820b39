using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Rpc;

public sealed class ConnectionEndTests : IDisposable
{
    private readonly Wire _wire = Wire.To();

    [Theory]
    [InlineData("{")]
    [InlineData("not JSON")]
    [InlineData(" ")]
    [InlineData("{}")]
    [InlineData("""{"id": 1, "method": "m"}""")]
    [InlineData("""{"jsonrpc": "1.0", "id": 1, "method": "m"}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": 5}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": {}, "method": "m"}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "error": {"message": "no code"}}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "m"} {}""")]
    public async Task A_message_that_is_none_ends_with_a_parse_error(string content)
    {
        await _wire.SendAsync(content);

        await ShouldEndAsync(DisconnectedReason.ParseError, isFault: true);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""[{"jsonrpc": "2.0", "id": 1, "method": "m"}]""")]
    [InlineData("5")]
    public async Task A_message_that_is_no_object_ends_with_a_stream_error(string content)
    {
        await _wire.SendAsync(content);

        await ShouldEndAsync(DisconnectedReason.StreamError, isFault: true);
    }

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "id": 99, "result": 1}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": null, "error": {"code": -32700, "message": "what?"}}""")]
    public async Task An_answer_to_nothing_is_a_violation_of_the_protocol(string content)
    {
        await _wire.SendAsync(content);

        await ShouldEndAsync(DisconnectedReason.RemoteProtocolViolation, isFault: false);
    }

    [Fact]
    public async Task An_answer_whose_id_is_of_another_type_is_one_to_nothing()
    {
        var call = _wire.Rpc.InvokeAsync<int>("m");
        var id = (await _wire.ReceiveAsync())["id"];

        await _wire.SendAsync($$"""{"jsonrpc": "2.0", "id": "{{id}}", "result": 1}""");

        await ShouldEndAsync(DisconnectedReason.RemoteProtocolViolation, isFault: false);
        await Should.ThrowAsync<ConnectionLostException>(call.Soon());
    }

    [Fact]
    public async Task The_end_of_the_stream_between_messages_is_a_good_end()
    {
        var call = _wire.Rpc.InvokeAsync<int>("m");

        _wire.End();

        await ShouldEndAsync(DisconnectedReason.RemotePartyTerminated, isFault: false);
        await Should.ThrowAsync<ConnectionLostException>(call.Soon());
        await Should.ThrowAsync<ConnectionLostException>(() => _wire.Rpc.InvokeAsync<int>("m"));
        _wire.Rpc.IsDisposed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("C")]
    [InlineData("Content-Length: 5\r\n")]
    [InlineData("Content-Length: 5\r\n\r\n")]
    [InlineData("Content-Length: 5\r\n\r\n{}")]
    public async Task The_end_of_the_stream_inside_a_message_is_an_error(string bytes)
    {
        await _wire.SendBytesAsync(bytes);
        _wire.End();

        await ShouldEndAsync(DisconnectedReason.StreamError, isFault: true);
    }

    [Fact]
    public async Task Disposing_ends_what_is_pending_and_refuses_what_comes_later()
    {
        var call = _wire.Rpc.InvokeAsync<int>("m");

        _wire.Rpc.Dispose();

        await ShouldEndAsync(DisconnectedReason.LocallyDisposed, isFault: false);
        _wire.Rpc.IsDisposed.ShouldBeTrue();
        await Should.ThrowAsync<ConnectionLostException>(call.Soon());
        await Should.ThrowAsync<ObjectDisposedException>(() => _wire.Rpc.InvokeAsync<int>("m"));
        await Should.ThrowAsync<ObjectDisposedException>(() => _wire.Rpc.NotifyAsync("m"));
        Should.Throw<ObjectDisposedException>(_wire.Rpc.StartListening);
    }

    [Fact]
    public async Task Completion_does_not_wait_for_running_methods()
    {
        var started = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcMethod("wait", () =>
        {
            started.SetResult();
            return released.Task;
        }));
        await wire.SendAsync("""{"jsonrpc": "2.0", "id": 1, "method": "wait"}""");
        await started.Task.Soon();

        wire.End();

        (await wire.EndedAsync()).Reason.ShouldBe(DisconnectedReason.RemotePartyTerminated);
        released.SetResult();
    }

    [Fact]
    public async Task Whoever_asks_after_the_end_is_told_at_once()
    {
        _wire.End();
        await _wire.EndedAsync();
        JsonRpcDisconnectedEventArgs? told = null;

        _wire.Rpc.Disconnected += (_, end) => told = end;

        told.ShouldBeSameAs(_wire.Ends.Single());
    }

    [Fact]
    public async Task A_stream_that_fails_is_an_error()
    {
        using var silent = new System.IO.Pipelines.Pipe().Reader.AsStream();
        using var rpc = new JsonRpc(new HeaderDelimitedMessageHandler(new FailingStream(), silent));
        rpc.StartListening();

        var call = rpc.InvokeAsync<int>("m");

        (await Should.ThrowAsync<ConnectionLostException>(call.Soon())).InnerException.ShouldBeOfType<IOException>();
        await Should.ThrowAsync<IOException>(rpc.Completion.Soon());
    }

    [Fact]
    public async Task Before_listening_calls_are_refused_and_notifications_sent()
    {
        using var wire = Wire.NotListening();

        await Should.ThrowAsync<InvalidOperationException>(() => wire.Rpc.InvokeAsync<int>("m"));
        await wire.Rpc.NotifyAsync("n").Soon();

        ((string?)(await wire.ReceiveAsync())["method"]).ShouldBe("n");
    }

    [Fact]
    public void Once_listening_nothing_can_be_changed()
    {
        Should.Throw<InvalidOperationException>(_wire.Rpc.StartListening);
        Should.Throw<InvalidOperationException>(() => _wire.Rpc.AddLocalRpcTarget(new object()));
        Should.Throw<InvalidOperationException>(() => _wire.Rpc.AddLocalRpcMethod("m", () => { }));
        Should.Throw<InvalidOperationException>(() => _wire.Rpc.SynchronizationContext = null);
        Should.Throw<InvalidOperationException>(() => _wire.Rpc.CancelLocallyInvokedMethodsWhenConnectionIsClosed = true);
    }

    public void Dispose() => _wire.Dispose();

    private async Task ShouldEndAsync(DisconnectedReason reason, bool isFault)
    {
        (await _wire.EndedAsync()).Reason.ShouldBe(reason);
        _wire.Rpc.Completion.Status.ShouldBe(isFault ? TaskStatus.Faulted : TaskStatus.RanToCompletion);
    }

    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken");
    }
}
