using System.Diagnostics;
using Newtonsoft.Json.Linq;
using OtaTools.Server.Tests.Support;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests;

[Collection(ProcessLanguage.Name)]
public class ServerHostLifecycleTests
{
    private static readonly JObject Initialize = new() { ["processId"] = null, ["capabilities"] = new JObject() };

    [Fact]
    public async Task Initialize_tells_who_answers()
    {
        await using var sidecar = Sidecar.Start();

        var result = await sidecar.ResultAsync("initialize", Initialize);

        ((string?)result["serverInfo"]?["name"]).ShouldBe("OtaTools");
        ((string?)result["serverInfo"]?["version"]).ShouldBe((string?)JObject.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "package.json")))["version"]);
        result["capabilities"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("otatools/device/ports")]
    [InlineData("otatools/serving/state")]
    [InlineData("shutdown")]
    public async Task Nothing_is_answered_before_initialize(string method)
    {
        await using var sidecar = Sidecar.Start();

        ((int)(await sidecar.ErrorAsync(method))["code"]!).ShouldBe(-32002);
    }

    [Fact]
    public async Task Initialize_comes_once()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        ((int)(await sidecar.ErrorAsync("initialize", Initialize))["code"]!).ShouldBe(-32600);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"processId": "me"}""")]
    [InlineData("""{"processId": -1}""")]
    [InlineData("""{"processId": 4294967296}""")]
    [InlineData("""{"processId": 99999999999999999999999}""")]
    [InlineData("""{"locale": 7}""")]
    public async Task Initialize_with_parameters_that_do_not_fit_can_be_tried_again(string parameters)
    {
        await using var sidecar = Sidecar.Start();

        ((int)(await sidecar.ErrorAsync("initialize", JToken.Parse(parameters)))["code"]!).ShouldBe(-32602);
        await sidecar.ResultAsync("initialize", Initialize);
    }

    [Theory]
    [InlineData("otatools/device/ports")]
    [InlineData("shutdown")]
    public async Task After_shutdown_only_exit_is_left(string method)
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        await sidecar.ResultAsync("shutdown");

        ((int)(await sidecar.ErrorAsync(method))["code"]!).ShouldBe(-32600);
    }

    [Fact]
    public async Task An_orderly_end_is_0()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        (await sidecar.ResultAsync("shutdown")).Type.ShouldBe(JTokenType.Null);

        await sidecar.NotifyAsync("exit");

        (await sidecar.Run.Soon()).ShouldBe(0);
    }

    [Fact]
    public async Task Shutdown_and_exit_in_one_breath_are_taken_in_their_order()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        var (_, answer) = sidecar.Ask("shutdown");
        await sidecar.NotifyAsync("exit");

        (await sidecar.Run.Soon()).ShouldBe(0);
        _ = answer;
    }

    [Fact]
    public async Task Exit_without_shutdown_is_1()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        await sidecar.NotifyAsync("exit");

        (await sidecar.Run.Soon()).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_end_of_the_input_is_1(bool afterShutdown)
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        if (afterShutdown)
        {
            await sidecar.ResultAsync("shutdown");
        }

        sidecar.EndInput();

        (await sidecar.Run.Soon()).ShouldBe(1);
    }

    [UnixFact]
    public async Task The_end_of_the_parent_is_the_end()
    {
        using var parent = Process.Start("sleep", ["60"]);
        await using var sidecar = Sidecar.Start();
        await sidecar.ResultAsync("initialize", new JObject { ["processId"] = parent.Id, ["capabilities"] = new JObject() });
        sidecar.Run.IsCompleted.ShouldBeFalse();

        parent.Kill();

        (await sidecar.Run.Soon()).ShouldBe(1);
    }

    [UnixFact]
    public async Task A_parent_that_is_gone_already_is_the_end()
    {
        using var parent = Process.Start("true", []);
        var id = parent.Id;
        await parent.WaitForExitAsync().Soon();
        await using var sidecar = Sidecar.Start();

        sidecar.Ask("initialize", new JObject { ["processId"] = id, ["capabilities"] = new JObject() });

        (await sidecar.Run.Soon()).ShouldBe(1);
    }

    [Theory]
    [InlineData("ja", "ファイル")]
    [InlineData("en", "file")]
    [InlineData(null, "file")]
    public async Task Messages_are_in_the_language_of_the_editor(string? locale, string word)
    {
        await using var sidecar = await Sidecar.InitializedAsync(locale);

        var error = await sidecar.ErrorAsync("otatools/firmware/inspect", new JObject { ["path"] = "/no/such.bin" });

        ((string?)error["message"]).ShouldNotBeNull().ShouldContain(word);
    }
}
