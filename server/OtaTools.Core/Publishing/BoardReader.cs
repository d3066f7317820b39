using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace OtaTools.Core.Publishing;

/// <summary>What came of reading a URL as a board does.</summary>
/// <param name="Content">Null where it could not be read.</param>
/// <param name="Why">In few words, for a person, where it could not.</param>
internal sealed record BoardReading(byte[]? Content, HttpStatusCode? Status, string? Why);

/// <summary>
/// Reads files as boards do: plain GETs without credentials, the first block by itself, then the rest with Range and If-Match, as for a
/// download that broke off.
/// </summary>
internal sealed class BoardReader : IDisposable
{
    private const int Block = 4096;

    /// <summary>Without a byte, at most.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        // As a board, which knows no proxy and unpacks nothing by itself.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxAutomaticRedirections = 3,
        ConnectTimeout = TimeSpan.FromSeconds(10),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<BoardReading> ReadAsync(Uri url, long mostBytes, CancellationToken cancellationToken)
    {
        try
        {
            using var first = await SendAsync(url, new RangeHeaderValue(0, Block - 1), null, cancellationToken);
            if (first.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
            {
                return new(null, first.StatusCode, $"HTTP {(int)first.StatusCode}");
            }

            if (first.Content.Headers.ContentEncoding.Count > 0)
            {
                return new(null, first.StatusCode, $"Content-Encoding: {string.Join(", ", first.Content.Headers.ContentEncoding)}");
            }

            var head = await BodyAsync(first, mostBytes, cancellationToken);
            var length = first.Content.Headers.ContentRange?.Length;
            if (first.StatusCode == HttpStatusCode.OK || length is null || length <= head.Length)
            {
                return new(head, first.StatusCode, null);
            }

            using var rest = await SendAsync(url, new RangeHeaderValue(head.Length, null), first.Headers.ETag, cancellationToken);
            return rest.StatusCode == HttpStatusCode.PartialContent
                ? new([.. head, .. await BodyAsync(rest, mostBytes, cancellationToken)], rest.StatusCode, null)
                : new(null, rest.StatusCode, $"HTTP {(int)rest.StatusCode}, Range: bytes={head.Length}-");
        }
        catch (HttpRequestException e)
        {
            return new(null, null, e.InnerException is AuthenticationException or SocketException ? e.InnerException.Message : e.Message);
        }
        catch (IOException e)
        {
            return new(null, null, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, null, Strings.NoAnswerFor(Patience.TotalSeconds));
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri url, RangeHeaderValue range, EntityTagHeaderValue? match, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = range;
        if (match is { IsWeak: false })
        {
            request.Headers.IfMatch.Add(match);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
    }

    /// <summary>Reads no more than it asked for: a server that goes on for ever is no place for releases.</summary>
    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, long mostBytes, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (content.Length <= mostBytes)
        {
            limit.CancelAfter(Patience);
            var count = await body.ReadAsync(buffer, limit.Token);
            if (count == 0)
            {
                return content.ToArray();
            }

            content.Write(buffer, 0, count);
        }

        throw new IOException($"> {mostBytes}");
    }
}
