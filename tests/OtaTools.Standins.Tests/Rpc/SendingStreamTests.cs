using System.IO.Pipelines;
using System.Text;
using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Rpc;

/// <summary>What the connection makes of a stream that takes its time.</summary>
public sealed class SendingStreamTests : IDisposable
{
    private readonly SlowStream _stream = new();
    private readonly JsonRpc _rpc;

    public SendingStreamTests() => _rpc = new JsonRpc(new HeaderDelimitedMessageHandler(_stream, new Pipe().Reader.AsStream()));

    [Fact]
    public async Task Messages_are_written_one_after_the_other()
    {
        var sent = Enumerable.Range(0, 50).Select(number => _rpc.NotifyAsync("n", number)).ToArray();
        _stream.IsTaking.SetResult();
        await Task.WhenAll(sent).Soon();

        var expected = Enumerable.Range(0, 50).Select(number => Wire.Frame($$"""{"jsonrpc":"2.0","method":"n","params":[{{number}}]}"""));
        _stream.Taken.ShouldBe(string.Concat(expected));
    }

    [Fact]
    public async Task A_message_counts_as_sent_when_the_stream_has_taken_it()
    {
        var sent = _rpc.NotifyAsync("n");
        sent.IsCompleted.ShouldBeFalse();

        _stream.IsTaking.SetResult();

        await sent.Soon();
    }

    [Fact]
    public async Task Closing_fails_messages_that_the_stream_never_took()
    {
        var sent = new[] { _rpc.NotifyAsync("stuck"), _rpc.NotifyAsync("waiting") };

        _rpc.Dispose();

        foreach (var message in sent)
            await Should.ThrowAsync<ConnectionLostException>(message.Soon());
    }

    public void Dispose()
    {
        _stream.IsTaking.TrySetResult();
        _rpc.Dispose();
        _stream.Dispose();
    }

    /// <summary>Takes one byte at a time, and none before it is told to.</summary>
    private sealed class SlowStream : MemoryStream
    {
        private readonly StringBuilder _taken = new();

        public TaskCompletionSource IsTaking { get; } = new();

        public string Taken => _taken.ToString();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await IsTaking.Task;
            for (var index = 0; index < buffer.Length; index++)
            {
                _taken.Append((char)buffer.Span[index]);
                await Task.Yield();
            }
        }
    }
}
