using System.Globalization;
using Newtonsoft.Json;

namespace OtaTools.Server.Rpc;

/// <summary>The one way in which the contract's records become JSON, on the wire and for --json.</summary>
internal static class ContractSerializer
{
    private static readonly Lazy<JsonSerializer> Lines = new(() =>
    {
        var serializer = new JsonSerializer();
        Configure(serializer);
        return serializer;
    });

    public static void Configure(JsonSerializer serializer)
    {
        serializer.ContractResolver = new DiscreetContracts();
        serializer.DateParseHandling = DateParseHandling.None;
    }

    /// <summary>One line, nulls included: scripts find every key.</summary>
    public static string ToLine(object value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Lines.Value.Serialize(text, value);
        return text.ToString();
    }
}
