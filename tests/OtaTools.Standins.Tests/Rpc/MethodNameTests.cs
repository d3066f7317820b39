using Newtonsoft.Json.Linq;
using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Rpc;

public class MethodNameTests
{
    private const int MethodNotFound = -32601;

    private interface IGreeter
    {
        [JsonRpcMethod("greeter/hello")]
        Task<string> HelloAsync();
    }

    [Theory]
    [InlineData("Plain", "plain")]
    [InlineData("FooAsync", "foo")]
    [InlineData("Foo", "foo")]
    [InlineData("NotReallyAsync", "not a task")]
    [InlineData("given/name", "given")]
    [InlineData("Inherited", "inherited")]
    public async Task A_method_answers_to(string name, string result)
    {
        using var wire = Wire.To(new Target());

        var answer = await wire.CallAsync(name);

        ((string?)answer["result"]).ShouldBe(result);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("PLAIN")]
    [InlineData("GivenAsync")]
    [InlineData("Given")]
    [InlineData("NotReally")]
    [InlineData("Ignored")]
    [InlineData("Hidden")]
    [InlineData("ToString")]
    [InlineData("get_Number")]
    [InlineData("")]
    public async Task No_method_answers_to(string name)
    {
        using var wire = Wire.To(new Target());

        var answer = await wire.CallAsync(name);

        CodeOf(answer).ShouldBe(MethodNotFound);
        answer["result"].ShouldBeNull();
    }

    [Fact]
    public async Task The_attribute_may_stand_on_the_interface()
    {
        using var wire = Wire.To(new Greeter());

        ((string?)(await wire.CallAsync("greeter/hello"))["result"]).ShouldBe("hello");
        CodeOf(await wire.CallAsync("HelloAsync")).ShouldBe(MethodNotFound);
    }

    [Fact]
    public async Task A_target_added_as_an_interface_shows_nothing_else()
    {
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcTarget<IGreeter>(new Greeter(), options: null));

        ((string?)(await wire.CallAsync("greeter/hello"))["result"]).ShouldBe("hello");
        CodeOf(await wire.CallAsync("Private")).ShouldBe(MethodNotFound);
    }

    [Fact]
    public async Task Options_transform_names_and_admit_non_public_methods()
    {
        var options = new JsonRpcTargetOptions { MethodNameTransform = name => $"my/{name}", AllowNonPublicInvocation = true };
        using var wire = Wire.To(configure: rpc => rpc.AddLocalRpcTarget(new Target(), options));

        ((string?)(await wire.CallAsync("my/Hidden"))["result"]).ShouldBe("hidden");
        ((string?)(await wire.CallAsync("my/Foo"))["result"]).ShouldBe("foo");
        CodeOf(await wire.CallAsync("Foo")).ShouldBe(MethodNotFound);
    }

    [Fact]
    public async Task An_unknown_notification_is_ignored_in_silence()
    {
        using var wire = Wire.To(new Target());

        await wire.NotifyAsync("nobody");

        ((string?)(await wire.CallAsync("Plain"))["result"]).ShouldBe("plain");
        await wire.ShouldHaveNothingMoreAsync();
    }

    private static int CodeOf(JObject answer) => (int)answer["error"]!["code"]!;

    private class TargetBase
    {
        public string Inherited() => "inherited";
    }

    private sealed class Target : TargetBase
    {
        public int Number { get; } = 1;

        public string Plain() => "plain";

        public async Task<string> FooAsync()
        {
            await Task.Yield();
            return "foo";
        }

        public string NotReallyAsync() => "not a task";

        [JsonRpcMethod("given/name")]
        public Task<string> GivenAsync() => Task.FromResult("given");

        [JsonRpcIgnore]
        public string Ignored() => "ignored";

        private string Hidden() => "hidden";
    }

    private sealed class Greeter : IGreeter
    {
        public Task<string> HelloAsync() => Task.FromResult("hello");

        public string Private() => "private";
    }
}
