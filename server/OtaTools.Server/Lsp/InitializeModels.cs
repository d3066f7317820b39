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
    public ServerInfo? ServerInfo { get; set; }
}

/// <param name="Version">That of package.json; the extension compares it with its own.</param>
internal sealed record ServerInfo(string Name, string Version);
