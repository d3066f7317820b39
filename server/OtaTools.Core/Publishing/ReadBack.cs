using System.Net;
using OtaTools.Core.Firmware.Packing;

namespace OtaTools.Core.Publishing;

/// <summary>
/// Looks at what was put, as a board sees it where it is known where boards read; else with the publisher's own rights. It is asked
/// before the pointer is changed: what boards could not read, they are never told of.
/// </summary>
internal sealed class ReadBack(IReleaseStore store, Action<string> note) : IDisposable
{
    /// <summary>A pack that somebody else made may be a little longer than ours.</summary>
    private const int Slack = 64 * 1024;

    private readonly BoardReader reader = new();
    private bool isKnown;

    public Readability Readability { get; private set; } = Readability.Unknown;

    /// <exception cref="OtaToolsException">It is not there, or is another one.</exception>
    public async Task CheckImageAsync(string name, byte[] image, CancellationToken cancellationToken) =>
        Require(name, (await ReadAsync(name, image.Length, cancellationToken)).AsSpan().SequenceEqual(image));

    /// <exception cref="OtaToolsException">It is not there, or does not give the image.</exception>
    public async Task CheckPackAsync(string name, long bytes, byte[]? source, byte[] image, CancellationToken cancellationToken) =>
        Require(name, PackReader.Gives(await ReadAsync(name, bytes + Slack, cancellationToken), source, image));

    /// <summary>A cache in between may show the pointer of before for a while: that is worth a word, and no failure.</summary>
    public async Task CheckPointerAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        if (Readability == Readability.Public && store.UrlOf(name) is { } url
            && (await reader.ReadAsync(url, content.Length + Slack, cancellationToken)).Content?.AsSpan().SequenceEqual(content) != true)
        {
            note(Strings.PublishPointerCached(url));
        }
    }

    public void Dispose() => reader.Dispose();

    private async Task<byte[]> ReadAsync(string name, long mostBytes, CancellationToken cancellationToken)
    {
        var url = store.UrlOf(name);
        if (url is not null && (!isKnown || Readability == Readability.Public))
        {
            var reading = await reader.ReadAsync(url, mostBytes, cancellationToken);
            if (reading.Content is { } content)
            {
                (isKnown, Readability) = (true, Readability.Public);
                return content;
            }

            if (store.IsPublicUrlGiven || isKnown)
            {
                throw new OtaToolsException(ErrorCode.PublishNotReadable, Strings.PublishNotReadable(url, reading.Why!));
            }

            (isKnown, Readability) = (true, Readability.Private);
            note(reading.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized && store.ReadPolicy is { } policy
                ? Strings.PublishPrivate(url, reading.Why!, policy)
                : Strings.PublishUnread(url, reading.Why!));
        }

        return (await store.GetAsync(name, mostBytes, cancellationToken))?.Content ?? throw Wrong(name);
    }

    private void Require(string name, bool isRight)
    {
        if (!isRight)
        {
            throw Wrong(name);
        }
    }

    private OtaToolsException Wrong(string name) => new(ErrorCode.PublishVerificationFailed, Strings.PublishVerificationFailed(name, store.Title));
}
