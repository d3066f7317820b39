using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class InitializeResult
{
    [DataMember(Name = "capabilities")]
    public ServerCapabilities Capabilities { get; set; } = new();
}
