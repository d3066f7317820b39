using System.Runtime.Serialization;
using Microsoft.VisualStudio.LanguageServer.Protocol;
using Newtonsoft.Json;

namespace OtaTools.Server.Features.Language;

// What later versions of the protocol have and the package's records lack.

[DataContract]
internal sealed class VersionedDiagnosticParams : PublishDiagnosticParams
{
    /// <summary>Of the document; none where it is closed.</summary>
    [DataMember(Name = "version")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public int? Version { get; set; }
}

[DataContract]
internal sealed class PreferableAction : CodeAction
{
    /// <summary>What "Fix" without a choice does.</summary>
    [DataMember(Name = "isPreferred")]
    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public bool IsPreferred { get; set; }
}

[DataContract]
internal sealed class ExplainedLink : DocumentLink
{
    [DataMember(Name = "tooltip")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? Tooltip { get; set; }
}
