using System.Runtime.Serialization;
using Microsoft.VisualStudio.LanguageServer.Protocol.Converters;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>Without the document's version, which later versions of the protocol have.</summary>
[DataContract]
public class PublishDiagnosticParams
{
    [DataMember(Name = "uri")]
    [JsonConverter(typeof(DocumentUriConverter))]
    public Uri Uri { get; set; } = null!;

    [DataMember(Name = "diagnostics")]
    public Diagnostic[] Diagnostics { get; set; } = [];
}
