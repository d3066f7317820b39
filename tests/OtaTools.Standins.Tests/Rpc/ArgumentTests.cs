using Newtonsoft.Json.Linq;
using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Rpc;

public class ArgumentTests
{
    private const int InvalidParams = -32602;

    [Theory]
    [InlineData("add", "[1, 2]", "3")]
    [InlineData("add", """{"left": 1, "right": 2}""", "3")]
    [InlineData("add", """{"right": 2, "left": 1}""", "3")]
    [InlineData("add", """["1", "2"]""", "3")] // text converts
    [InlineData("optional", "[1]", "1-7")]
    [InlineData("optional", "[1, 2]", "1-2")]
    [InlineData("optional", """{"first": 1}""", "1-7")]
    [InlineData("none", "[]", "none")]
    [InlineData("none", "{}", "none")]
    [InlineData("none", "null", "none")]
    [InlineData("none", null, "none")]
    [InlineData("withToken", "[5]", "5")]
    [InlineData("withToken", """{"number": 5}""", "5")]
    [InlineData("echo", """["2024-01-02T03:04:05Z"]""", "2024-01-02T03:04:05Z")] // dates stay text
    [InlineData("overloaded", """["text"]""", "text")]
    [InlineData("overloaded", "[[1, 2]]", "2 items")]
    [InlineData("single", """{"name": "a"}""", "a")]
    [InlineData("single", """[{"name": "a"}]""", "a")]
    [InlineData("singleOptional", """{"name": "a"}""", "a")]
    [InlineData("singleOptional", "[]", "nothing")]
    [InlineData("singleOptional", "null", "nothing")]
    [InlineData("singleOptional", null, "nothing")]
    public async Task Arguments_that_fit(string method, string? arguments, string result)
    {
        using var wire = Wire.To(new Target());

        var answer = await wire.CallAsync(method, arguments);

        answer["error"].ShouldBeNull();
        ((string?)answer["result"]).ShouldBe(result);
    }

    [Theory]
    [InlineData("add", "[1]")]
    [InlineData("add", "[1, 2, 3]")]
    [InlineData("add", "[]")]
    [InlineData("add", null)]
    [InlineData("add", """{"left": 1}""")]
    [InlineData("add", """{"left": 1, "right": 2, "more": 3}""")]
    [InlineData("add", """{"Left": 1, "right": 2}""")]
    [InlineData("none", "[1]")]
    [InlineData("withToken", """{"number": 5, "cancellationToken": null}""")]
    [InlineData("single", "[]")]
    [InlineData("single", "null")]
    [InlineData("single", null)]
    public async Task Arguments_that_do_not_fit(string method, string? arguments)
    {
        using var wire = Wire.To(new Target());

        var answer = await wire.CallAsync(method, arguments);

        ((int)answer["error"]!["code"]!).ShouldBe(InvalidParams);
    }

    [Theory]
    [InlineData("add", """["one", 2]""")]
    [InlineData("add", "[null, 2]")]
    [InlineData("single", """{"name": {}}""")]
    public async Task A_failed_conversion_tells_of_its_exception(string method, string arguments)
    {
        using var wire = Wire.To(new Target());

        var error = (await wire.CallAsync(method, arguments))["error"]!;

        ((int)error["code"]!).ShouldBe(InvalidParams);
        foreach (var property in new[] { "type", "message", "stack", "code" })
            error["data"]![property].ShouldNotBeNull();
    }

    [Fact]
    public async Task Options_make_all_methods_without_an_attribute_take_a_single_object()
    {
        var options = new JsonRpcTargetOptions { UseSingleObjectParameterDeserialization = true };
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcTarget(new BareTarget(), options));

        ((string?)(await wire.CallAsync("Single", """{"name": "a"}"""))["result"]).ShouldBe("a");
    }

    private sealed record Named(string Name);

    private sealed class BareTarget
    {
        public string Single(Named named) => named.Name;
    }

    private sealed class Target
    {
        [JsonRpcMethod("add")]
        public int Add(int left, int right) => left + right;

        [JsonRpcMethod("optional")]
        public string Optional(int first, int second = 7) => $"{first}-{second}";

        [JsonRpcMethod("none")]
        public string None() => "none";

        [JsonRpcMethod("withToken")]
        public int WithToken(int number, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled ? number : -1;

        [JsonRpcMethod("echo")]
        public JToken Echo(JToken value) => value;

        [JsonRpcMethod("overloaded")]
        public string Overloaded(int[] numbers) => $"{numbers.Length} items";

        [JsonRpcMethod("overloaded")]
        public string Overloaded(string text) => text;

        [JsonRpcMethod("single", UseSingleObjectParameterDeserialization = true)]
        public string Single(Named named, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled ? named.Name : "";

        [JsonRpcMethod("singleOptional", UseSingleObjectParameterDeserialization = true)]
        public string SingleOptional(Named? named = null) => named?.Name ?? "nothing";
    }
}
