namespace Microsoft.VisualStudio.LanguageServer.Protocol;

public enum CompletionItemKind
{
    None = 0,
    Text = 1,
    Property = 10,
    Value = 12,
    File = 17,
}
