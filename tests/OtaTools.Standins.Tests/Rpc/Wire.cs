using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Rpc;

/// <summary>A connection under test, and the bare bytes of its other side.</summary>
internal sealed class Wire : IDisposable
{
    private static readonly JsonSerializerSettings _datesStayText = new() { DateParseHandling = DateParseHandling.None };

    private readonly Pipe _toRpc = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _fromRpc = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Stream _received;

    private Wire(object? target)
    {
        _received = _fromRpc.Reader.AsStream();
        Rpc = new JsonRpc(new HeaderDelimitedMessageHandler(_fromRpc.Writer.AsStream(), _toRpc.Reader.AsStream(), Formatter), target);
        Rpc.Disconnected += (_, end) => Ends.Add(end);
    }

    public JsonRpc Rpc { get; }

    public JsonMessageFormatter Formatter { get; } = new();

    public List<JsonRpcDisconnectedEventArgs> Ends { get; } = [];

    /// <summary>A connection that listens.</summary>
    public static Wire To(object? target = null, Action<JsonRpc>? configure = null)
    {
        var wire = NotListening(target);
        configure?.Invoke(wire.Rpc);
        wire.Rpc.StartListening();
        return wire;
    }

    public static Wire NotListening(object? target = null) => new(target);

    public static string Frame(string content) => $"Content-Length: {Encoding.UTF8.GetByteCount(content)}\r\n\r\n{content}";

    public Task SendAsync(string content) => SendBytesAsync(Frame(content));

    public Task SendBytesAsync(string bytes) => SendBytesAsync(Encoding.UTF8.GetBytes(bytes));

    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => await _toRpc.Writer.WriteAsync(bytes);

    public async Task<JObject> AskAsync(string content)
    {
        await SendAsync(content);
        return await ReceiveAsync();
    }

    /// <summary>Calls a method with id 1.</summary>
    /// <returns>The answer.</returns>
    public Task<JObject> CallAsync(string method, string? arguments = "[]")
    {
        var rest = arguments is null ? "" : $", \"params\": {arguments}";
        return AskAsync($$"""{"jsonrpc": "2.0", "id": 1, "method": "{{method}}"{{rest}}}""");
    }

    public Task NotifyAsync(string method, string arguments = "[]") =>
        SendAsync($$"""{"jsonrpc": "2.0", "method": "{{method}}", "params": {{arguments}}}""");

    public async Task<JObject> ReceiveAsync() => JsonConvert.DeserializeObject<JObject>((await ReceiveFrameAsync()).Content, _datesStayText)!;

    public async Task<(string Headers, string Content)> ReceiveFrameAsync()
    {
        var headers = new StringBuilder();
        while (!headers.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            headers.Append((char)(await ReadExactlyAsync(1))[0]);

        var length = int.Parse(headers.ToString().Split(':', '\r')[1], CultureInfo.InvariantCulture);
        return (headers.ToString(), Encoding.UTF8.GetString(await ReadExactlyAsync(length)));
    }

    /// <summary>Ends the stream towards the connection.</summary>
    public void End() => _toRpc.Writer.Complete();

    /// <summary>Waits for the connection's end, however it comes.</summary>
    public async Task<JsonRpcDisconnectedEventArgs> EndedAsync()
    {
        await Rpc.Completion.ContinueWith(_ => { }, TaskScheduler.Default).Soon();
        return Ends.ShouldHaveSingleItem();
    }

    /// <summary>Proves that nothing more was sent: the stream holds no byte when the connection has closed it.</summary>
    public async Task ShouldHaveNothingMoreAsync()
    {
        Rpc.Dispose();
        using var rest = new MemoryStream();
        await _received.CopyToAsync(rest).Soon();
        rest.Length.ShouldBe(0);
    }

    public void Dispose()
    {
        Rpc.Dispose();
        _received.Dispose();
    }

    private async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        await _received.ReadExactlyAsync(bytes).Soon();
        return bytes;
    }
}
