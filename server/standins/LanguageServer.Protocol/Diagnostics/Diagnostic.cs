using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class Diagnostic
{
    [DataMember(Name = "range")]
    public Range Range { get; set; } = new();

    [DataMember(Name = "severity")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public DiagnosticSeverity? Severity { get; set; }

    [DataMember(Name = "code")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public SumType<int, string>? Code { get; set; }

    [DataMember(Name = "source")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? Source { get; set; }

    [DataMember(Name = "message")]
    public string Message { get; set; } = "";
}
