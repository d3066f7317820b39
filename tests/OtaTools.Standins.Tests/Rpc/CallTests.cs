using Newtonsoft.Json.Linq;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace OtaTools.Standins.Tests.Rpc;

/// <summary>Our own calls to the other side.</summary>
public sealed class CallTests : IDisposable
{
    private readonly Wire _wire = Wire.To();

    [Fact]
    public async Task Arguments_go_out_by_position_or_as_one_object()
    {
        _ = _wire.Rpc.InvokeAsync<string>("none");
        _ = _wire.Rpc.InvokeAsync<string>("two", 1, "a");
        _ = _wire.Rpc.InvokeWithParameterObjectAsync<string>("object", new { name = "a", missing = (string?)null }, CancellationToken.None);

        foreach (var parameters in new[] { "[]", """[1,"a"]""", """{"name":"a"}""" })
            (await _wire.ReceiveAsync())["params"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe(parameters);
    }

    [Fact]
    public async Task Answers_find_their_calls_in_any_order()
    {
        var first = _wire.Rpc.InvokeAsync<int>("m");
        var second = _wire.Rpc.InvokeAsync<int>("m");
        var firstId = (await _wire.ReceiveAsync())["id"];
        var secondId = (await _wire.ReceiveAsync())["id"];

        await _wire.SendAsync($$"""{"jsonrpc": "2.0", "id": {{secondId}}, "result": 2}""");
        await _wire.SendAsync($$"""{"jsonrpc": "2.0", "id": {{firstId}}, "result": 1}""");

        (await first.Soon()).ShouldBe(1);
        (await second.Soon()).ShouldBe(2);
    }

    [Fact]
    public async Task A_null_result_is_null() => (await AnswerAsync<string?>("\"result\": null")).ShouldBeNull();

    [Theory]
    [InlineData(-32601)]
    [InlineData(-32602)]
    public async Task A_method_that_is_not_there_is_not_found(int code)
    {
        var exception = await Should.ThrowAsync<RemoteMethodNotFoundException>(AnswerAsync<int>($$"""
            "error": {"code": {{code}}, "message": "no", "data": 5}
            """));

        exception.Message.ShouldBe("no");
        exception.TargetMethod.ShouldBe("m");
        ((int)exception.ErrorCode).ShouldBe(code);
        exception.ErrorData.ShouldBe(new JValue(5));
    }

    [Theory]
    [InlineData(-32000)]
    [InlineData(-32603)]
    [InlineData(1)]
    public async Task Any_other_error_is_an_invocation_exception(int code)
    {
        var exception = await Should.ThrowAsync<RemoteInvocationException>(AnswerAsync<int>($$"""
            "error": {"code": {{code}}, "message": "no"}
            """));

        exception.Message.ShouldBe("no");
        exception.ErrorCode.ShouldBe(code);
        exception.ErrorData.ShouldBeNull();
    }

    [Fact]
    public async Task The_data_of_an_invocation_error_is_deserialized()
    {
        var exception = await Should.ThrowAsync<RemoteInvocationException>(AnswerAsync<int>("""
            "error": {"code": -32000, "message": "no", "data": {"type": "T", "message": "M", "stack": "S", "code": 3, "inner": {"type": "I"}}}
            """));

        var data = exception.DeserializedErrorData.ShouldBeOfType<CommonErrorData>();
        (data.TypeName, data.Message, data.StackTrace, data.HResult, data.Inner!.TypeName).ShouldBe(("T", "M", "S", 3, "I"));
        exception.ErrorData.ShouldBeOfType<JObject>();
    }

    [Fact]
    public async Task A_result_of_another_kind_is_a_serialization_exception() =>
        await Should.ThrowAsync<RemoteSerializationException>(AnswerAsync<int>("\"result\": \"text\""));

    [Fact]
    public async Task Two_connections_can_call_each_other()
    {
        using var other = Wire.To(configure: rpc => rpc.AddLocalRpcMethod("double", (int number) => 2 * number));
        var call = _wire.Rpc.InvokeAsync<int>("double", 21);

        await other.SendAsync((await _wire.ReceiveFrameAsync()).Content);
        await _wire.SendAsync((await other.ReceiveFrameAsync()).Content);

        (await call.Soon()).ShouldBe(42);
    }

    public void Dispose() => _wire.Dispose();

    private async Task<T> AnswerAsync<T>(string answer)
    {
        var call = _wire.Rpc.InvokeAsync<T>("m");
        var id = (await _wire.ReceiveAsync())["id"];
        await _wire.SendAsync($$"""{"jsonrpc": "2.0", "id": {{id}}, {{answer}}}""");
        return await call.Soon();
    }
}
