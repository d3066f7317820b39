using System.Runtime.Serialization;
using Microsoft.VisualStudio.LanguageServer.Protocol;

namespace OtaTools.Server.Lsp;

/// <summary>LSP 3.16 and later tell the user's language; the package's version does not know it yet.</summary>
[DataContract]
internal sealed class ClientInitializeParams : InitializeParams
{
    [DataMember(Name = "locale")]
    public string? Locale { get; set; }
}

[DataContract]
internal sealed class ServerInitializeResult : InitializeResult
{
    [DataMember(Name = "serverInfo")]
    public ServerInfo ServerInfo { get; } = new();
}

/// <summary>A class and no record: the answer to initialize is on the way of the editor's start, and records are looked at closely.</summary>
[DataContract]
internal sealed class ServerInfo
{
    [DataMember(Name = "name")]
    public string Name { get; set; } = "OtaTools";

    /// <summary>That of package.json; the extension compares it with its own.</summary>
    [DataMember(Name = "version")]
    public string Version { get; set; } = ProductVersion.Text;
}
