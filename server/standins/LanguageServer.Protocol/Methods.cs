namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>The names of methods and of special properties on the wire.</summary>
public static class Methods
{
    public const string InitializeName = "initialize";
    public const string InitializedName = "initialized";
    public const string ShutdownName = "shutdown";
    public const string ExitName = "exit";
    public const string TextDocumentDidOpenName = "textDocument/didOpen";
    public const string TextDocumentDidChangeName = "textDocument/didChange";
    public const string TextDocumentDidSaveName = "textDocument/didSave";
    public const string TextDocumentDidCloseName = "textDocument/didClose";
    public const string TextDocumentPublishDiagnosticsName = "textDocument/publishDiagnostics";
    public const string TextDocumentHoverName = "textDocument/hover";
    public const string TextDocumentCodeLensName = "textDocument/codeLens";
    public const string TextDocumentCodeActionName = "textDocument/codeAction";
    public const string TextDocumentCompletionName = "textDocument/completion";
    public const string TextDocumentDocumentLinkName = "textDocument/documentLink";
    public const string WindowLogMessageName = "window/logMessage";
    public const string WindowShowMessageName = "window/showMessage";
    public const string ProgressNotificationName = "$/progress";
    public const string ProgressNotificationTokenName = "token";
    public const string WorkDoneTokenName = "workDoneToken";
}
