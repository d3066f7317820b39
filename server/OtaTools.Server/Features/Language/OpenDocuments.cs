using System.Collections.Concurrent;
using OtaTools.Core.Language;
using OtaTools.Core.Language.Text;

namespace OtaTools.Server.Features.Language;

/// <summary>A document as it was at one version; another version is another one of these.</summary>
internal sealed record OpenDocument(Uri Uri, int Version, SourceDocument Source);

/// <summary>The documents that the editor has open, in their last states.</summary>
internal sealed class OpenDocuments
{
    private readonly ConcurrentDictionary<string, OpenDocument> documents = new(StringComparer.Ordinal);
    private readonly Lock changing = new();

    public event Action<OpenDocument>? Opened;

    public event Action<OpenDocument>? Changed;

    /// <summary>Raised while nothing else can happen to documents.</summary>
    public event Action<Uri>? Closed;

    public IReadOnlyList<OpenDocument> All => [.. documents.Values];

    public OpenDocument? Find(Uri uri) => documents.GetValueOrDefault(uri.AbsoluteUri);

    /// <summary>A file that is none of ours is not kept.</summary>
    public void Open(Uri uri, int version, string text)
    {
        var path = uri.IsFile ? uri.LocalPath : uri.AbsolutePath;
        if (SourceDocument.KindOf(path) is { } kind)
        {
            Opened?.Invoke(Kept(new OpenDocument(uri, version, new SourceDocument(uri.OriginalString, path, kind, new SourceText(text)))));
        }
    }

    public void Change(Uri uri, int version, IEnumerable<TextChange> changes)
    {
        if (Find(uri) is { } before)
        {
            Changed?.Invoke(Kept(before with { Version = version, Source = before.Source with { Source = before.Source.Source.With(changes) } }));
        }
    }

    public void Close(Uri uri)
    {
        lock (changing)
        {
            if (documents.TryRemove(uri.AbsoluteUri, out _))
            {
                Closed?.Invoke(uri);
            }
        }
    }

    /// <summary>Does something while the document cannot change or be closed, and only if neither has happened since.</summary>
    public void IfCurrent(OpenDocument document, Action work)
    {
        lock (changing)
        {
            if (ReferenceEquals(Find(document.Uri), document))
            {
                work();
            }
        }
    }

    private OpenDocument Kept(OpenDocument document)
    {
        lock (changing)
        {
            return documents[document.Uri.AbsoluteUri] = document;
        }
    }
}
