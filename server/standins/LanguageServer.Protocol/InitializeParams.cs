using System.Runtime.Serialization;
using Microsoft.VisualStudio.LanguageServer.Protocol.Converters;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class InitializeParams
{
    /// <summary>The process that started the server; null where it must not end with one.</summary>
    [DataMember(Name = "processId")]
    [JsonProperty(NullValueHandling = NullValueHandling.Include)]
    public int? ProcessId { get; set; }

    [DataMember(Name = "rootUri")]
    [JsonProperty(NullValueHandling = NullValueHandling.Include)]
    [JsonConverter(typeof(DocumentUriConverter))]
    public Uri? RootUri { get; set; }

    /// <summary>What the client adds of its own: a JToken.</summary>
    [DataMember(Name = "initializationOptions")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public object? InitializationOptions { get; set; }

    [DataMember(Name = "capabilities")]
    public ClientCapabilities Capabilities { get; set; } = new();

    [DataMember(Name = "trace")]
    public TraceSetting Trace { get; set; } = TraceSetting.Off;
}
