using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class VersionedTextDocumentIdentifier : TextDocumentIdentifier
{
    [DataMember(Name = "version")]
    public int Version { get; set; }
}
