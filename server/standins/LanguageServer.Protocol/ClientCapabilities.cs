using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>What the client can do. The package knows more; the window part, with work-done progress, is not among it.</summary>
[DataContract]
public class ClientCapabilities
{
    [DataMember(Name = "experimental")]
    public object? Experimental { get; set; }
}
