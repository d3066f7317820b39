using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class CodeActionParams
{
    [DataMember(Name = "textDocument")]
    public TextDocumentIdentifier TextDocument { get; set; } = new();

    [DataMember(Name = "range")]
    public Range Range { get; set; } = new();

    [DataMember(Name = "context")]
    public CodeActionContext Context { get; set; } = new();
}
