using Newtonsoft.Json.Linq;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace OtaTools.Standins.Tests.Rpc;

/// <summary>What the other side gets to read.</summary>
public class AnswerTests
{
    [Theory]
    [InlineData("plain", "5")]
    [InlineData("text", "\"text\"")]
    [InlineData("task", "null")]
    [InlineData("taskOf", "5")]
    [InlineData("valueTask", "null")]
    [InlineData("valueTaskOf", "5")]
    [InlineData("nothing", "null")]
    [InlineData("null", "null")]
    [InlineData("record", """{"Name":"a"}""")] // nulls are left out
    public async Task Whatever_a_method_returns_becomes_the_result(string method, string result)
    {
        using var wire = Wire.To(new Returning());

        var answer = await wire.CallAsync(method);

        JToken.DeepEquals(answer["result"], JToken.Parse(result)).ShouldBeTrue(answer.ToString());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("9007199254740993")]
    [InlineData("\"7\"")]
    [InlineData("\"\"")]
    [InlineData("\"2024-01-02T03:04:05Z\"")]
    [InlineData("null")]
    public async Task The_id_comes_back_as_it_came(string id)
    {
        using var wire = Wire.To(new Returning());

        await wire.SendAsync($$"""{"jsonrpc": "2.0", "id": {{id}}, "method": "plain"}""");

        (await wire.ReceiveFrameAsync()).Content.ShouldBe($$"""{"jsonrpc":"2.0","id":{{id}},"result":5}""");
    }

    [Fact]
    public async Task A_notification_gets_no_answer_even_where_it_fails()
    {
        using var wire = Wire.To(new Failing());

        await wire.NotifyAsync("invalid");
        await wire.NotifyAsync("invalid", "[1, 2, 3]");
        await wire.NotifyAsync("fine");
        await wire.CallAsync("fine");

        await wire.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task An_exception_becomes_an_invocation_error_with_its_data()
    {
        using var wire = Wire.To(new Failing());

        var error = (await wire.CallAsync("invalid"))["error"]!;

        ((int)error["code"]!).ShouldBe(-32000);
        ((string?)error["message"]).ShouldBe("outer");
        var data = error["data"]!;
        ((string?)data["type"]).ShouldBe("System.InvalidOperationException");
        ((string?)data["message"]).ShouldBe("outer");
        ((string)data["stack"]!).ShouldContain(nameof(Failing.Invalid));
        ((int)data["code"]!).ShouldBe(new InvalidOperationException().HResult);
        ((string?)data["inner"]!["message"]).ShouldBe("inner");
    }

    [Theory]
    [InlineData("local", -32000, "message", null)]
    [InlineData("localWithData", -31000, "message", """{"Detail":5}""")]
    [InlineData("cancelled", -32800, "message", null)]
    [InlineData("cancelledTask", -32800, null, null)]
    public async Task An_exception_becomes_an_error(string method, int code, string? message, string? data)
    {
        using var wire = Wire.To(new Failing());

        var error = (await wire.CallAsync(method))["error"]!;

        ((int)error["code"]!).ShouldBe(code);
        if (message is not null)
            ((string?)error["message"]).ShouldBe(message);
        error["data"]?.ToString(Newtonsoft.Json.Formatting.None).ShouldBe(data);
    }

    [Theory]
    [InlineData("unserializable")]
    [InlineData("unserializableData")]
    public async Task What_cannot_be_serialized_is_an_error_too(string method)
    {
        using var wire = Wire.To(new Failing());

        var error = (await wire.CallAsync(method))["error"]!;

        ((int)error["code"]!).ShouldBe((int)JsonRpcErrorCode.ResponseSerializationFailure);
    }

    [Fact]
    public async Task A_message_carries_the_length_of_its_bytes_and_no_byte_order_mark()
    {
        using var wire = Wire.NotListening();

        await wire.Rpc.NotifyAsync("grüße", "日本 🚀");

        var (headers, content) = await wire.ReceiveFrameAsync();
        content.ShouldBe("""{"jsonrpc":"2.0","method":"grüße","params":["日本 🚀"]}""");
        headers.ShouldBe($"Content-Length: {System.Text.Encoding.UTF8.GetByteCount(content)}\r\n\r\n");
    }

    [Fact]
    public async Task Notifications_take_their_arguments_by_position_or_as_one_object()
    {
        using var wire = Wire.NotListening();

        await wire.Rpc.NotifyAsync("none");
        await wire.Rpc.NotifyAsync("one", "a");
        await wire.Rpc.NotifyAsync("two", "a", null);
        await wire.Rpc.NotifyWithParameterObjectAsync("object", new Parameters("a", null));
        await wire.Rpc.NotifyWithParameterObjectAsync("missing", null);

        (await wire.ReceiveFrameAsync()).Content.ShouldBe("""{"jsonrpc":"2.0","method":"none","params":[]}""");
        (await wire.ReceiveFrameAsync()).Content.ShouldBe("""{"jsonrpc":"2.0","method":"one","params":["a"]}""");
        (await wire.ReceiveFrameAsync()).Content.ShouldBe("""{"jsonrpc":"2.0","method":"two","params":["a",null]}""");
        (await wire.ReceiveFrameAsync()).Content.ShouldBe("""{"jsonrpc":"2.0","method":"object","params":{"Name":"a"}}""");
        (await wire.ReceiveFrameAsync()).Content.ShouldBe("""{"jsonrpc":"2.0","method":"missing"}""");
        await Should.ThrowAsync<ArgumentException>(() => wire.Rpc.NotifyWithParameterObjectAsync("text", "a"));
    }

    [Fact]
    public async Task Messages_go_out_in_the_order_of_the_calls()
    {
        using var wire = Wire.NotListening();

        var sent = Enumerable.Range(0, 500).Select(number => wire.Rpc.NotifyAsync("n", number)).ToArray();
        var numbers = new List<int>();
        foreach (var _ in sent)
            numbers.Add((int)(await wire.ReceiveAsync())["params"]![0]!);
        await Task.WhenAll(sent).Soon();

        numbers.ShouldBe(Enumerable.Range(0, 500));
    }

    [Fact]
    public async Task Messages_of_many_threads_stay_whole_and_each_threads_in_order()
    {
        using var wire = Wire.NotListening();
        var threads = Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
        {
            for (var number = 0; number < 100; number++)
                await wire.Rpc.NotifyAsync("n", thread, number);
        })).ToArray();

        var last = new[] { -1, -1, -1, -1 };
        for (var count = 0; count < 400; count++)
        {
            var parameters = (await wire.ReceiveAsync())["params"]!;
            ((int)parameters[1]!).ShouldBe(++last[(int)parameters[0]!]);
        }

        await Task.WhenAll(threads).Soon();
    }

    private sealed record Parameters(string Name, string? Missing);

    private sealed class Returning
    {
        [JsonRpcMethod("plain")]
        public int Plain() => 5;

        [JsonRpcMethod("text")]
        public string Text() => "text";

        [JsonRpcMethod("task")]
        public async Task PlainTask() => await Task.Yield();

        [JsonRpcMethod("taskOf")]
        public async Task<int> TaskOf()
        {
            await Task.Yield();
            return 5;
        }

        [JsonRpcMethod("valueTask")]
        public async ValueTask PlainValueTask() => await Task.Yield();

        [JsonRpcMethod("valueTaskOf")]
        public ValueTask<int> ValueTaskOf() => new(5);

        [JsonRpcMethod("nothing")]
        public void Nothing()
        {
        }

        [JsonRpcMethod("null")]
        public string? Null() => null;

        [JsonRpcMethod("record")]
        public Parameters Record() => new("a", null);
    }

    private sealed class Failing
    {
        [JsonRpcMethod("fine")]
        public void Fine()
        {
        }

        [JsonRpcMethod("invalid")]
        public void Invalid() => throw new InvalidOperationException("outer", new ArgumentException("inner"));

        [JsonRpcMethod("local")]
        public void Local() => throw new LocalRpcException("message");

        [JsonRpcMethod("localWithData")]
        public async Task LocalWithData()
        {
            await Task.Yield();
            throw new LocalRpcException("message") { ErrorCode = -31000, ErrorData = new { Detail = 5 } };
        }

        [JsonRpcMethod("cancelled")]
        public void Cancelled() => throw new OperationCanceledException("message");

        [JsonRpcMethod("cancelledTask")]
        public Task CancelledTask() => Task.FromCanceled(new CancellationToken(canceled: true));

        [JsonRpcMethod("unserializable")]
        public Unserializable UnserializableResult() => new();

        [JsonRpcMethod("unserializableData")]
        public void UnserializableData() => throw new LocalRpcException("message") { ErrorData = new Unserializable() };
    }

    private sealed class Unserializable
    {
        public string Text => throw new NotSupportedException("no text");
    }
}
