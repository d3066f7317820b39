using System.Reflection;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using OtaTools.Core;
using OtaTools.Server.Features.Console;
using OtaTools.Server.Features.Firmware;
using OtaTools.Server.Features.Fleet;
using OtaTools.Server.Features.Serving;
using OtaTools.Server.Rpc;
using StreamJsonRpc;

namespace OtaTools.Server.Tests.Features;

/// <summary>
/// The contract as TypeScript. What is optional follows from the wire: a null is left out of an answer, and a member that
/// has a default value may be left out of a request.
/// </summary>
internal sealed class TypeScriptContract(IEnumerable<Type> contracts)
{
    /// <summary>What a notification's constant names, and what it carries.</summary>
    private static readonly Dictionary<string, Type> Notifications = new()
    {
        [IConsoleRpc.Output] = typeof(ConsoleOutput),
        [IConsoleRpc.Lost] = typeof(ConsoleLost),
        [IConsoleRpc.Back] = typeof(ConsoleBack),
        [IConsoleRpc.Closed] = typeof(ConsoleClosed),
        [IConsoleRpc.Explained] = typeof(ConsoleExplained),
        [IConsoleRpc.Busy] = typeof(ConsoleBusy),
        [IFirmwareRpc.CatalogueChanged] = typeof(CatalogueChange),
        [IServingRpc.TransferChanged] = typeof(ReportedTransfer),
        [IServingRpc.BoardChanged] = typeof(ReportedBoard),
        [IFleetRpc.Changed] = typeof(FleetChange),
    };

    private readonly JsonSerializer serializer = CreateSerializer();
    private readonly NullabilityInfoContext nullability = new();
    private readonly SortedDictionary<string, string> declarations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> named = [];

    public string Render()
    {
        var requests = contracts.SelectMany(c => c.GetMethods())
            .Select(m => (m.GetCustomAttribute<JsonRpcMethodAttribute>()!.Name, Line: Request(m)))
            .OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => r.Line).ToList();
        var notifications = contracts.SelectMany(c => c.GetFields().Where(f => f.IsLiteral)).Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal).Select(name => $"  '{name}': {NameOf(Notifications[name])};").ToList();
        var text = new StringBuilder("// Written by `npm run protocol` from the C# contract (server/OtaTools.Server/Features). Do not edit.\n");
        foreach (var declaration in declarations.Values)
        {
            text.Append('\n').Append(declaration).Append('\n');
        }

        text.Append("\nexport interface Requests {\n").AppendJoin('\n', requests).Append("\n}\n");
        text.Append("\n/** From the server to the client. */\nexport interface Notifications {\n").AppendJoin('\n', notifications).Append("\n}\n");
        text.Append("\n/** The codes of the server's own errors. */\nexport const ErrorCode = {\n");
        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            text.Append("  ").Append(code).Append(": ").Append((int)code).Append(",\n");
        }

        return text.Append("} as const;\n").ToString();
    }

    private string Request(MethodInfo method)
    {
        var parameters = method.GetParameters() is [var only, _] ? NameOf(only.ParameterType) : "undefined";
        return $"  '{method.GetCustomAttribute<JsonRpcMethodAttribute>()!.Name}': {{ params: {parameters}; result: {NameOf(method.ReturnType.GetGenericArguments()[0])} }};";
    }

    /// <summary>The TypeScript of a type; records and enums are declared on the way.</summary>
    private string NameOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(DateTimeOffset))
        {
            return "string";
        }

        if (type == typeof(bool))
        {
            return "boolean";
        }

        if (type == typeof(JToken))
        {
            return "string | number"; // LSP's ProgressToken
        }

        if (type.IsPrimitive)
        {
            return "number";
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return $"readonly {NameOf(type.GetGenericArguments()[0])}[]";
        }

        if (named.TryGetValue(type.Name, out var other) && other != type)
        {
            throw new InvalidOperationException($"{type} and {other} would be one type in TypeScript: give one of them another name.");
        }

        named[type.Name] = type;
        if (declarations.TryAdd(type.Name, ""))
        {
            declarations[type.Name] = type.IsEnum ? DeclareEnum(type) : DeclareRecord(type);
        }

        return type.Name;
    }

    private string DeclareEnum(Type type)
    {
        var values = Enum.GetValues(type).Cast<object>().Select(value => $"'{JToken.FromObject(value, serializer)}'");
        return $"export type {type.Name} = {string.Join(" | ", values)};";
    }

    private string DeclareRecord(Type type)
    {
        var contract = (JsonObjectContract)serializer.ContractResolver.ResolveContract(type);
        var members = contract.Properties.Where(p => !p.Ignored && p.UnderlyingName != "EqualityContract").Select(p =>
        {
            var optional = p.DefaultValueHandling == DefaultValueHandling.Populate && type.Name.EndsWith("Params", StringComparison.Ordinal);
            return $"  {p.PropertyName}{(optional || IsNullable(type, p) ? "?" : "")}: {NameOf(p.PropertyType!)};";
        }).ToList();
        return members.Count == 0 ? $"export type {type.Name} = Record<string, never>;" : $"export interface {type.Name} {{\n{string.Join('\n', members)}\n}}";
    }

    private bool IsNullable(Type type, JsonProperty property) =>
        nullability.Create(type.GetProperty(property.UnderlyingName!)!).ReadState == NullabilityState.Nullable;

    private static JsonSerializer CreateSerializer()
    {
        var serializer = new JsonSerializer();
        ContractSerializer.Configure(serializer);
        return serializer;
    }
}
