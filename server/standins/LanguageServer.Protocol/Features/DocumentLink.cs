using System.Runtime.Serialization;
using Microsoft.VisualStudio.LanguageServer.Protocol.Converters;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class DocumentLink
{
    [DataMember(Name = "range")]
    public Range Range { get; set; } = new();

    [DataMember(Name = "target")]
    [JsonConverter(typeof(DocumentUriConverter))]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Uri? Target { get; set; }
}
