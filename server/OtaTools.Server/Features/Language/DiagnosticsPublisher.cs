using Microsoft.VisualStudio.LanguageServer.Protocol;
using OtaTools.Core.Language;
using OtaTools.Server.Lsp;

namespace OtaTools.Server.Features.Language;

/// <summary>
/// Publishes what is wrong with documents once they, or what is known around them, have changed: a key at once, what comes
/// close behind it together; always of the last state, and nothing of a document that is closed.
/// </summary>
internal sealed class DiagnosticsPublisher
{
    /// <summary>What comes within it is one change: an editor's "replace all", a paste, a folder that is unpacked.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(15);

    private readonly OpenDocuments documents;
    private readonly LanguageFacts facts;
    private readonly ClientNotifications client;
    private readonly Lock marking = new();
    private readonly HashSet<Uri> marked = [];
    private readonly Dictionary<string, (int Version, IReadOnlyList<Core.Language.Diagnostic> Diagnostics)> published = new(StringComparer.Ordinal);
    private Task running = Task.CompletedTask;

    public DiagnosticsPublisher(OpenDocuments documents, LanguageFacts facts, ClientNotifications client)
    {
        (this.documents, this.facts, this.client) = (documents, facts, client);
        documents.Opened += document => Mark([document.Uri], Settling); // an editor that starts says more than one thing
        documents.Changed += document => Mark([document.Uri], TimeSpan.Zero);
        documents.Closed += Clear;
        facts.Changed += () => Mark([.. documents.All.Select(document => document.Uri)], Settling);
    }

    /// <summary>It is to be looked at anew.</summary>
    public void Mark(Uri uri) => Mark([uri], TimeSpan.Zero);

    private void Mark(IReadOnlyList<Uri> uris, TimeSpan delay)
    {
        lock (marking)
        {
            marked.UnionWith(uris);
            if (running.IsCompleted && marked.Count > 0)
            {
                running = Task.Run(() => PublishMarkedAsync(delay));
            }
        }
    }

    private async Task PublishMarkedAsync(TimeSpan delay)
    {
        while (true)
        {
            await Task.Delay(delay);
            delay = Settling;
            Uri[] uris;
            lock (marking)
            {
                uris = [.. marked];
                marked.Clear();
                if (uris.Length == 0)
                {
                    running = Task.CompletedTask; // whoever marks from now on starts another one
                    return;
                }
            }

            foreach (var document in uris.Select(documents.Find).OfType<OpenDocument>())
            {
                Publish(document);
            }
        }
    }

    private void Publish(OpenDocument document)
    {
        var diagnostics = FirmwareLanguage.Diagnose(document.Source, facts.Of(document.Source));
        documents.IfCurrent(document, () =>
        {
            var key = document.Uri.AbsoluteUri;
            if (published.TryGetValue(key, out var before) && before.Version == document.Version && before.Diagnostics.SequenceEqual(diagnostics))
            {
                return;
            }

            published[key] = (document.Version, diagnostics);
            client.Send(Methods.TextDocumentPublishDiagnosticsName, new VersionedDiagnosticParams
            {
                Uri = document.Uri,
                Version = document.Version,
                Diagnostics = [.. diagnostics.Select(Answer.Of)],
            });
        });
    }

    private void Clear(Uri uri)
    {
        published.Remove(uri.AbsoluteUri);
        client.Send(Methods.TextDocumentPublishDiagnosticsName, new VersionedDiagnosticParams { Uri = uri });
    }
}
