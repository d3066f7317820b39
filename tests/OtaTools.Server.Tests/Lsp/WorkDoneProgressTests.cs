using System.IO.Pipelines;
using Newtonsoft.Json.Linq;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;
using OtaTools.Tests.Support;
using StreamJsonRpc;

namespace OtaTools.Server.Tests.Lsp;

public class WorkDoneProgressTests
{
    private readonly ClientNotifications client = new();

    [Theory]
    [InlineData("\"a token\"")]
    [InlineData("7")]
    public async Task Work_begins_reports_and_ends_on_the_token_of_its_request(string token)
    {
        var result = await RunAsync(JToken.Parse(token), progress =>
        {
            progress.Report("half", 50);
            return Task.FromResult("done");
        });

        result.ShouldBe("done");
        (await SentAsync()).ShouldBe(
        [
            $$$"""{"token":{{{token}}},"value":{"kind":"begin","title":"Working","cancellable":true}}""",
            $$$"""{"token":{{{token}}},"value":{"kind":"report","message":"half","percentage":50}}""",
            $$$"""{"token":{{{token}}},"value":{"kind":"end"}}""",
        ]);
    }

    [Fact]
    public async Task Work_that_fails_ends_once_too()
    {
        await Should.ThrowAsync<FormatException>(() => RunAsync("t", _ => throw new FormatException()));

        (await KindsAsync()).ShouldBe(["begin", "end"]);
    }

    [Fact]
    public async Task Work_that_is_cancelled_ends_once_too()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync("t", async _ =>
        {
            await Task.Yield();
            throw new OperationCanceledException();
        }));

        (await KindsAsync()).ShouldBe(["begin", "end"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("true")]
    public async Task Without_a_token_that_can_be_one_work_is_done_in_silence(string? token)
    {
        (await RunAsync(token is null ? null : JToken.Parse(token), _ => Task.FromResult("done"))).ShouldBe("done");

        (await SentAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_stay_in_their_order()
    {
        await RunAsync("t", progress =>
        {
            for (var i = 0; i < 500; i++)
            {
                progress.Report("", i);
            }

            return Task.FromResult("");
        });

        (await SentAsync())[1..^1].Select(json => (int)JObject.Parse(json)["value"]!["percentage"]!).ShouldBe(Enumerable.Range(0, 500));
    }

    private Task<string> RunAsync(JToken? token, Func<WorkDoneProgress, Task<string>> work) =>
        WorkDoneProgress.RunAsync(client, token, "Working", cancellable: true, work);

    private async Task<string[]> KindsAsync() => [.. (await SentAsync()).Select(json => (string)JObject.Parse(json)["value"]!["kind"]!)];

    /// <summary>The parameters of every $/progress that a client gets, up to a mark that is sent last.</summary>
    private async Task<string[]> SentAsync()
    {
        var toClient = new Pipe();
        var toServer = new Pipe();
        var formatter = new JsonMessageFormatter();
        ContractSerializer.Configure(formatter.JsonSerializer);
        using var server = new JsonRpc(new HeaderDelimitedMessageHandler(toClient.Writer.AsStream(), toServer.Reader.AsStream(), formatter));
        using var peer = new JsonRpc(new HeaderDelimitedMessageHandler(toServer.Writer.AsStream(), toClient.Reader.AsStream(), new JsonMessageFormatter()));
        var target = new Recorder();
        peer.AddLocalRpcTarget(target);
        peer.StartListening();
        server.StartListening();
        using var stop = new CancellationTokenSource();
        client.Send("mark", new object());
        var delivering = client.DeliverAsync(server, stop.Token);
        await target.Marked.Task.Soon();
        await stop.CancelAsync();
        await delivering.Soon();
        return [.. target.Sent];
    }

    private sealed class Recorder
    {
        public List<string> Sent { get; } = [];

        public TaskCompletionSource Marked { get; } = new();

        [JsonRpcMethod("$/progress", UseSingleObjectParameterDeserialization = true)]
        public void Progress(JObject parameters) => Sent.Add(parameters.ToString(Newtonsoft.Json.Formatting.None));

        [JsonRpcMethod("mark", UseSingleObjectParameterDeserialization = true)]
        public void Mark(JObject parameters)
        {
            _ = parameters;
            Marked.SetResult();
        }
    }
}
