using System.Reflection;
using System.Text.RegularExpressions;
using OtaTools.Core;
using OtaTools.Tests.Support;
using StreamJsonRpc;

namespace OtaTools.Server.Tests.Features;

public class ContractTests
{
    private static readonly Type[] Contracts =
        [.. typeof(ServerHost).Assembly.GetTypes().Where(t => t.IsInterface && t.Namespace?.StartsWith("OtaTools.Server.Features.", StringComparison.Ordinal) == true)];

    private static readonly MethodInfo[] Methods = [.. Contracts.SelectMany(contract => contract.GetMethods())];

    private static readonly string[] Requests = [.. Methods.Select(method => method.GetCustomAttribute<JsonRpcMethodAttribute>()?.Name ?? "")];

    private static readonly string[] Notifications =
        [.. Contracts.SelectMany(contract => contract.GetFields().Where(f => f.IsLiteral)).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Every_slice_has_one_contract() =>
        Contracts.Select(contract => contract.Namespace!.Split('.')[^1]).Order().ShouldBe(
            Directory.GetDirectories(Path.Combine(Repository.Server, "OtaTools.Server", "Features")).Select(folder => Path.GetFileName(folder)!).Order());

    [Fact]
    public void Every_method_has_a_wire_name_and_no_two_the_same()
    {
        string[] names = [.. Requests, .. Notifications];

        names.ShouldAllBe(name => Regex.IsMatch(name, "^otatools/[a-z]+/[a-zA-Z]+$"));
        names.ShouldBeUnique();
    }

    [Fact]
    public void Every_method_takes_one_record_at_most_and_a_cancellation_last()
    {
        foreach (var method in Methods)
        {
            var parameters = method.GetParameters();
            parameters[^1].ParameterType.ShouldBe(typeof(CancellationToken), method.Name);
            parameters.Length.ShouldBeInRange(1, 2, method.Name);
            method.GetCustomAttribute<JsonRpcMethodAttribute>()!.UseSingleObjectParameterDeserialization.ShouldBe(parameters.Length == 2, method.Name);
        }
    }

    [Fact]
    public void The_protocol_page_names_every_method_and_notification_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Server, "PROTOCOL.md"));

        Regex.Matches(page, "otatools/[a-z]+/[a-zA-Z]+").Select(match => match.Value).Distinct().Order().ShouldBe(Requests.Concat(Notifications).Order());
    }

    [Fact]
    public void The_protocol_page_names_every_error()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Server, "PROTOCOL.md"));

        Enum.GetNames<ErrorCode>().Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_extension_s_types_are_those_of_the_contract()
    {
        var file = Path.Combine(Repository.Root, "extension/src/server/protocol.ts");
        var rendered = new TypeScriptContract(Contracts).Render();
        if (Environment.GetEnvironmentVariable("OTATOOLS_WRITE_PROTOCOL") == "1")
        {
            File.WriteAllText(file, rendered);
        }

        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(rendered, "the contract changed: run `npm run protocol`");
    }

    [Fact]
    public void No_record_of_the_contract_shows_a_password_or_a_private_key()
    {
        var holders = Secrecy.Holders(typeof(ServerHost).Assembly);

        holders.Select(type => type.Name).ShouldBe(["UploadParams", "UpdateParams", "GenerateResult", "SignParams", "PublishParams", "PromoteParams", "WithdrawParams"], ignoreOrder: true);
        holders.ToList().ForEach(Secrecy.ShouldKeepItsPassword);
    }
}
