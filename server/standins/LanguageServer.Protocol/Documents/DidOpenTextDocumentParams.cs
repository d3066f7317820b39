using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class DidOpenTextDocumentParams
{
    [DataMember(Name = "textDocument")]
    public TextDocumentItem TextDocument { get; set; } = new();
}
