using Newtonsoft.Json.Linq;
using OtaTools.Server.Tests.Support;
using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests;

[Collection(ProcessLanguage.Name)]
public class ServerHostRequestTests
{
    [Fact]
    public async Task A_method_that_is_not_there()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        ((int)(await sidecar.ErrorAsync("otatools/no/such"))["code"]!).ShouldBe(-32601);
        await sidecar.NotifyAsync("$/no/such/notification");
        await ShouldAnswerStillAsync(sidecar);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"path": null}""")]
    [InlineData("""{"path": {"x": 1}}""")]
    [InlineData("[]")]
    [InlineData("[1, 2, 3]")]
    public async Task Parameters_that_do_not_fit(string parameters)
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        ((int)(await sidecar.ErrorAsync("otatools/firmware/inspect", JToken.Parse(parameters)))["code"]!).ShouldBe(-32602);
        await ShouldAnswerStillAsync(sidecar);
    }

    [Theory]
    [InlineData("""{"device": "COM5", "bootPy": "destroy"}""")]
    [InlineData("""{"device": "COM5", "bootPy": 2}""")]
    [InlineData("""{"device": "COM5", "baud": "fast"}""")]
    [InlineData("""{"device": "COM5", "wifi": {}}""")]
    public async Task Parameters_that_do_not_fit_deep_inside(string parameters)
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        ((int)(await sidecar.ErrorAsync("otatools/scripts/upload", JToken.Parse(parameters)))["code"]!).ShouldBe(-32602);
    }

    [Fact]
    public async Task A_failure_has_a_code_a_name_and_a_sentence()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        var error = await sidecar.ErrorAsync("otatools/firmware/inspect", new JObject { ["path"] = "/no/such.bin" });

        ((int)error["code"]!).ShouldBe(1301);
        ((string?)error["data"]!["reason"]).ShouldBe("FirmwareUnreadable");
        ((string?)error["message"]).ShouldNotBeNull().ShouldContain("/no/such.bin");
    }

    [Fact]
    public async Task A_firmware_file_is_inspected()
    {
        using var folder = new TemporaryFolder();
        await using var sidecar = await Sidecar.InitializedAsync();

        var result = await sidecar.ResultAsync("otatools/firmware/inspect", new JObject { ["path"] = folder.Write("x.app-bin", AppImage.Small.Build()) });

        ((bool)result["usable"]!, (string?)result["file"], (string?)result["image"]!["kind"]).ShouldBe((true, "x.app-bin", "app"));
        ((string?)result["image"]!["microPython"]!["version"]).ShouldBe("v1.26.0");
    }

    [Fact]
    public async Task Firmware_is_served_and_transfers_are_told()
    {
        using var folder = new TemporaryFolder();
        var image = AppImage.Small.Build();
        var path = folder.Write("x.app-bin", image);
        await using var sidecar = await Sidecar.InitializedAsync();

        var state = await sidecar.ResultAsync("otatools/serving/start", new JObject { ["root"] = folder.Root, ["port"] = 0, ["address"] = "127.0.0.1" });
        var url = (string)(await sidecar.ResultAsync("otatools/serving/url", new JObject { ["path"] = path, ["address"] = "127.0.0.1" }))["url"]!;
        using var client = new HttpClient();
        (await client.GetByteArrayAsync(new Uri(url)).Soon()).ShouldBe(image);

        ((string?)state["url"]).ShouldBe($"http://127.0.0.1:{state["port"]}/");
        await Deadline.UntilAsync(() => sidecar.Notifications("otatools/serving/transfer").Any(n => (string?)n["params"]!["state"] == "done"), "the transfer is done");
        sidecar.Notifications("otatools/serving/transfer").Select(n => (string?)n["params"]!["line"]).Last(line => line is not null)!
            .ShouldContain($"127.0.0.1 \"GET /x.app-bin\" 200 {image.Length:N0} B");
        ((bool)(await sidecar.ResultAsync("otatools/serving/stop", new JObject()))["serving"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_url_can_be_told_before_anything_is_served()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("OTA/x.app-bin", AppImage.Small.Build());
        await using var sidecar = await Sidecar.InitializedAsync();
        JObject Asked(string? root) => new() { ["path"] = path, ["root"] = root, ["port"] = 8123, ["address"] = "127.0.0.1" };

        ((string)(await sidecar.ResultAsync("otatools/serving/url", Asked(folder.Root)))["url"]!).ShouldBe("http://127.0.0.1:8123/OTA/x.app-bin");
        ((int)(await sidecar.ErrorAsync("otatools/serving/url", Asked(null)))["code"]!).ShouldBe(1404);

        var state = await sidecar.ResultAsync("otatools/serving/start", new JObject { ["root"] = folder.Root, ["port"] = 0, ["address"] = "127.0.0.1" });
        ((string)(await sidecar.ResultAsync("otatools/serving/url", Asked(folder.Root)))["url"]!).ShouldBe($"http://127.0.0.1:{state["port"]}/OTA/x.app-bin");
    }

    [Fact]
    public async Task A_port_that_is_chosen_when_serving_starts_has_no_URL_before()
    {
        using var folder = new TemporaryFolder();
        await using var sidecar = await Sidecar.InitializedAsync();
        var asked = new JObject { ["path"] = folder.PathOf("x.app-bin"), ["root"] = folder.Root, ["port"] = 0, ["address"] = "127.0.0.1" };

        ((int)(await sidecar.ErrorAsync("otatools/serving/url", asked))["code"]!).ShouldBe(1601);
        await sidecar.ResultAsync("otatools/serving/start", new JObject { ["root"] = folder.Root, ["port"] = 0, ["address"] = "127.0.0.1" });
        ((string?)(await sidecar.ResultAsync("otatools/serving/url", asked))["url"]).ShouldNotBeNull().ShouldEndWith("/x.app-bin");
    }

    /// <summary>A board that is absent: what is served is decided before it is asked.</summary>
    [Theory]
    [InlineData(null, null, "root/OTA")]
    [InlineData(null, "root", "root")]
    [InlineData("root", null, "root")]
    [InlineData("root/OTA", "root", "root")]
    [InlineData("other", null, "root/OTA")]
    public async Task An_update_serves_the_folder_that_is_named_else_the_one_that_is_served_else_the_file_s_own(string? served, string? named, string expected)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("root/OTA/x.app-bin", AppImage.Small.Build());
        Directory.CreateDirectory(folder.PathOf("other"));
        await using var sidecar = await Sidecar.InitializedAsync();
        JObject Serving(string? root) => new() { ["root"] = root is null ? null : folder.PathOf(root), ["port"] = 0, ["address"] = "127.0.0.1" };
        if (served is not null)
        {
            await sidecar.ResultAsync("otatools/serving/start", Serving(served));
        }

        var error = await sidecar.ErrorAsync("otatools/update/run", new JObject(Serving(named)) { ["firmware"] = file, ["device"] = SocketBoard.Absent() });

        ((int)error["code"]!).ShouldBe(1101);
        ((string?)(await sidecar.ResultAsync("otatools/serving/state"))["root"]).ShouldBe(folder.PathOf(expected));
    }

    [Theory]
    [InlineData("other", "x.app-bin")]
    [InlineData("root", "full.bin")]
    public async Task An_update_that_cannot_be_leaves_what_is_served(string root, string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("root/x.app-bin", AppImage.Small.Build());
        folder.Write("root/full.bin", [0xE9, .. new byte[100]]);
        Directory.CreateDirectory(folder.PathOf("other"));
        await using var sidecar = await Sidecar.InitializedAsync();

        var error = await sidecar.ErrorAsync("otatools/update/run", new JObject
        {
            ["firmware"] = folder.PathOf("root/" + name), ["root"] = folder.PathOf(root), ["port"] = 0, ["address"] = "127.0.0.1", ["device"] = SocketBoard.Absent(),
        });

        ((int)error["code"]!).ShouldBeInRange(1301, 1302);
        ((bool)(await sidecar.ResultAsync("otatools/serving/state"))["serving"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_board_that_is_not_there_is_told_by_code_and_progress_ends()
    {
        await using var sidecar = await Sidecar.InitializedAsync();

        var error = await sidecar.ErrorAsync("otatools/scripts/upload", new JObject
        {
            ["device"] = SocketBoard.Absent(),
            ["wifi"] = new JObject { ["ssid"] = "home", ["password"] = "correct horse battery" },
            ["workDoneToken"] = "t",
        });
        await Deadline.UntilAsync(() => sidecar.Notifications("$/progress").Count == 2, "progress has ended");

        ((int)error["code"]!).ShouldBe(1101);
        sidecar.Notifications("$/progress").Select(n => (string?)n["params"]!["value"]!["kind"]).ShouldBe(["begin", "end"]);
        sidecar.Everything.ShouldNotContain("correct horse battery");
    }

    [Fact]
    public async Task A_password_that_is_refused_is_not_repeated()
    {
        await using var sidecar = await Sidecar.InitializedAsync();
        var secret = new string('s', 65) + "ecret";

        await sidecar.ErrorAsync("otatools/scripts/upload", new JObject { ["device"] = "COM5", ["wifi"] = new JObject { ["ssid"] = "home", ["password"] = secret } });

        sidecar.Everything.ShouldNotContain(secret);
    }

    private static async Task ShouldAnswerStillAsync(Sidecar sidecar) => ((bool)(await sidecar.ResultAsync("otatools/serving/state"))["serving"]!).ShouldBeFalse();
}
