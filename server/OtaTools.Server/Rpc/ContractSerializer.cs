using Newtonsoft.Json;

namespace OtaTools.Server.Rpc;

/// <summary>The one way in which the contract's records become JSON, on the wire and for --json.</summary>
internal static class ContractSerializer
{
    public static void Configure(JsonSerializer serializer)
    {
        serializer.ContractResolver = new StrictContracts();
        serializer.DateParseHandling = DateParseHandling.None;
    }

    /// <summary>One line, nulls included: scripts find every key.</summary>
    public static string ToLine(object value)
    {
        var serializer = new JsonSerializer();
        Configure(serializer);
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        serializer.Serialize(text, value);
        return text.ToString();
    }
}
