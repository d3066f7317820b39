using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class Command
{
    [DataMember(Name = "title")]
    public string Title { get; set; } = "";

    [DataMember(Name = "command")]
    public string CommandIdentifier { get; set; } = "";

    [DataMember(Name = "arguments")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public object[]? Arguments { get; set; }
}
