using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class DocumentLinkParams
{
    [DataMember(Name = "textDocument")]
    public TextDocumentIdentifier TextDocument { get; set; } = new();
}
