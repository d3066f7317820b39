using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Newtonsoft.Json.Linq;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests.Support;

/// <summary>The whole sidecar over streams in memory, and the bare bytes of a client.</summary>
internal sealed class Sidecar : IAsyncDisposable
{
    private readonly Pipe toServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe fromServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JObject>> asked = new();
    private readonly ConcurrentQueue<JObject> notifications = new();
    private readonly StringBuilder everything = new();
    private int lastId;

    private Sidecar()
    {
        Run = Task.Run(async () =>
        {
            try
            {
                return await new ServerHost().RunAsync(toServer.Reader.AsStream(), fromServer.Writer.AsStream(), stopping.Token);
            }
            finally
            {
                await fromServer.Writer.CompleteAsync();
            }
        });
        Reading = Task.Run(ReadAsync);
    }

    /// <summary>Ends with the exit code.</summary>
    public Task<int> Run { get; }

    /// <summary>Ends when the server has closed its output.</summary>
    public Task Reading { get; }

    /// <summary>Every byte that the server sent, as text.</summary>
    public string Everything
    {
        get
        {
            lock (everything)
            {
                return everything.ToString();
            }
        }
    }

    public static Sidecar Start() => new();

    /// <summary>A sidecar that has been initialized.</summary>
    public static async Task<Sidecar> InitializedAsync(string? locale = null)
    {
        var sidecar = Start();
        await sidecar.ResultAsync("initialize", new JObject { ["processId"] = null, ["locale"] = locale, ["capabilities"] = new JObject() });
        await sidecar.NotifyAsync("initialized", new JObject());
        return sidecar;
    }

    public (int Id, Task<JObject> Answer) Ask(string method, JToken? parameters = null)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new JObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method };
        if (parameters is not null)
        {
            request["params"] = parameters;
        }

        SendAsync(request.ToString()).Wait();
        return (id, answer.Task);
    }

    public async Task<JToken> ResultAsync(string method, JToken? parameters = null)
    {
        var answer = await Ask(method, parameters).Answer.Soon();
        answer["error"].ShouldBeNull();
        return answer["result"]!;
    }

    public async Task<JObject> ErrorAsync(string method, JToken? parameters = null) =>
        (JObject)(await Ask(method, parameters).Answer.Soon())["error"]!;

    public Task NotifyAsync(string method, JToken? parameters = null)
    {
        var notification = new JObject { ["jsonrpc"] = "2.0", ["method"] = method };
        if (parameters is not null)
        {
            notification["params"] = parameters;
        }

        return SendAsync(notification.ToString());
    }

    public Task CancelAsync(int id) => NotifyAsync("$/cancelRequest", new JObject { ["id"] = id });

    public Task SendAsync(string content) => SendRawAsync($"Content-Length: {Encoding.UTF8.GetByteCount(content)}\r\n\r\n{content}");

    public async Task SendRawAsync(string bytes) => await toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(bytes));

    public void EndInput() => toServer.Writer.Complete();

    public IReadOnlyList<JObject> Notifications(string method) => [.. notifications.Where(n => (string?)n["method"] == method)];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Run.Soon();
        await Reading.Soon();
        stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        using var stream = fromServer.Reader.AsStream();
        while (await ReadHeaderAsync(stream) is { } length)
        {
            var bytes = new byte[length];
            await stream.ReadExactlyAsync(bytes);
            var text = Encoding.UTF8.GetString(bytes);
            lock (everything)
            {
                everything.Append(text).Append('\n');
            }

            var message = JObject.Parse(text);
            if (message["id"] is { Type: JTokenType.Integer } id)
            {
                asked[(int)id].SetResult(message);
            }
            else
            {
                notifications.Enqueue(message);
            }
        }
    }

    private static async Task<int?> ReadHeaderAsync(Stream stream)
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                header.Length.ShouldBe(0, "the output ends inside a header");
                return null;
            }

            header.Append((char)one[0]);
        }

        return int.Parse(header.ToString().Split(':', '\r')[1], CultureInfo.InvariantCulture);
    }
}
