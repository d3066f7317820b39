using Microsoft.VisualStudio.LanguageServer.Protocol;
using OtaTools.Core.Language;
using OtaTools.Core.Language.Text;
using OtaTools.Server.Lsp;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Language;

/// <summary>
/// Documents and questions about them: https://microsoft.github.io/language-server-protocol, "Text Document Synchronization"
/// and "Language Features". A document that is not open has no answers.
/// </summary>
internal sealed class DocumentTarget(LspLifecycle lifecycle, OpenDocuments documents, LanguageFacts facts, DiagnosticsPublisher publisher)
{
    /// <summary>How long a question of a person who looks on waits for the first list of a folder, before it is answered without.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);

    /// <summary>An editor does not ask for links again before the document changes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [JsonRpcMethod(Methods.TextDocumentDidOpenName, UseSingleObjectParameterDeserialization = true)]
    public void DidOpen(DidOpenTextDocumentParams parameters)
    {
        if (lifecycle.IsRunning)
        {
            documents.Open(parameters.TextDocument.Uri, parameters.TextDocument.Version, parameters.TextDocument.Text);
        }
    }

    [JsonRpcMethod(Methods.TextDocumentDidChangeName, UseSingleObjectParameterDeserialization = true)]
    public void DidChange(DidChangeTextDocumentParams parameters) => documents.Change(
        parameters.TextDocument.Uri,
        parameters.TextDocument.Version,
        parameters.ContentChanges.Select(change => new TextChange(change.Range is { } range ? Answer.Read(range) : null, change.Text)));

    /// <summary>What git tracks may have changed meanwhile.</summary>
    [JsonRpcMethod(Methods.TextDocumentDidSaveName, UseSingleObjectParameterDeserialization = true)]
    public void DidSave(DidSaveTextDocumentParams parameters) => publisher.Mark(parameters.TextDocument.Uri);

    [JsonRpcMethod(Methods.TextDocumentDidCloseName, UseSingleObjectParameterDeserialization = true)]
    public void DidClose(DidCloseTextDocumentParams parameters) => documents.Close(parameters.TextDocument.Uri);

    [JsonRpcMethod(Methods.TextDocumentHoverName, UseSingleObjectParameterDeserialization = true)]
    public Task<Hover?> HoverAsync(TextDocumentPositionParams parameters, CancellationToken cancellationToken) => AnswerAsync(
        parameters.TextDocument,
        (document, around) => FirmwareLanguage.HoverAt(document.Source, Answer.Read(parameters.Position), around) is { } hover ? Answer.Of(hover) : null,
        Glance,
        cancellationToken);

    [JsonRpcMethod(Methods.TextDocumentCodeLensName, UseSingleObjectParameterDeserialization = true)]
    public Task<CodeLens[]?> CodeLensAsync(CodeLensParams parameters, CancellationToken cancellationToken) => AnswerAsync<CodeLens[]>(
        parameters.TextDocument,
        (document, around) => [.. FirmwareLanguage.Lenses(document.Source, around).Select(Answer.Of)],
        lifecycle.RefreshesLenses ? TimeSpan.Zero : Glance,
        cancellationToken);

    [JsonRpcMethod(Methods.TextDocumentCodeActionName, UseSingleObjectParameterDeserialization = true)]
    public Task<CodeAction[]?> CodeActionAsync(CodeActionParams parameters, CancellationToken cancellationToken) => AnswerAsync<CodeAction[]>(
        parameters.TextDocument,
        (document, around) =>
        {
            var asked = parameters.Context.Diagnostics.Where(diagnostic => Answer.Code(diagnostic) is not null).ToList();
            var given = asked.Select(diagnostic => (Answer.Code(diagnostic)!, Answer.Read(diagnostic.Range))).ToList();
            return parameters.Context.Only is { Length: > 0 } only && !only.Contains(CodeActionKind.QuickFix)
                ? []
                : [.. FirmwareLanguage.FixesFor(document.Source, Answer.Read(parameters.Range), given, around).Select(fix => Answer.Of(fix, document.Uri, asked))];
        },
        Glance,
        cancellationToken);

    [JsonRpcMethod(Methods.TextDocumentCompletionName, UseSingleObjectParameterDeserialization = true)]
    public Task<CompletionList?> CompletionAsync(CompletionParams parameters, CancellationToken cancellationToken) => AnswerAsync(
        parameters.TextDocument,
        (document, around) => new CompletionList
        {
            Items = [.. FirmwareLanguage.CompletionsAt(document.Source, Answer.Read(parameters.Position), around).Select(Answer.Of)],
        },
        Glance,
        cancellationToken);

    [JsonRpcMethod(Methods.TextDocumentDocumentLinkName, UseSingleObjectParameterDeserialization = true)]
    public Task<DocumentLink[]?> DocumentLinkAsync(DocumentLinkParams parameters, CancellationToken cancellationToken) => AnswerAsync<DocumentLink[]>(
        parameters.TextDocument,
        (document, around) => [.. FirmwareLanguage.Links(document.Source, around).Select(Answer.Of)],
        Patience,
        cancellationToken);

    /// <summary>Answers from the document's last state; what has become of it meanwhile makes an answer with positions wrong.</summary>
    /// <param name="wait">For the first list of the folder's firmware, at most.</param>
    /// <exception cref="LocalRpcException">The document has changed since.</exception>
    private async Task<T?> AnswerAsync<T>(TextDocumentIdentifier asked, Func<OpenDocument, WorkspaceFacts, T?> answer, TimeSpan wait, CancellationToken cancellationToken)
        where T : class
    {
        lifecycle.RequireRunning();
        if (documents.Find(asked.Uri) is not { } document)
        {
            return null;
        }

        await Task.Yield(); // what comes next need not wait for this
        await facts.ListedAsync(document.Source, wait, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var result = answer(document, facts.Of(document.Source));
        cancellationToken.ThrowIfCancellationRequested();
        return documents.Find(asked.Uri) switch
        {
            null => null,
            var now when ReferenceEquals(now, document) => result,
            _ => throw new LocalRpcException(Messages.DocumentChanged()) { ErrorCode = LspErrorCode.ContentModified },
        };
    }
}
