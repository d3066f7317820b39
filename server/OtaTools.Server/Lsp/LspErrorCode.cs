namespace OtaTools.Server.Lsp;

/// <summary>LSP's own error codes: https://microsoft.github.io/language-server-protocol, "ErrorCodes".</summary>
internal static class LspErrorCode
{
    public const int InvalidRequest = -32600;
    public const int ServerNotInitialized = -32002;
    public const int ContentModified = -32801;
}
