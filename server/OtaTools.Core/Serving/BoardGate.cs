using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace OtaTools.Core.Serving;

/// <summary>
/// Asks the policy where a board looks at an image for the first time; what follows that look (its packs, the rest of it, a
/// resume) belongs to a download that has begun.
/// </summary>
internal sealed class BoardGate(IBoardPolicy policy)
{
    /// <summary>Above this what has begun is forgotten, and asked about again: whoever can send requests can invent boards.</summary>
    private const int Most = 20_000;

    /// <summary>By MAC address, the image that a board was let through to.</summary>
    private readonly ConcurrentDictionary<string, string> begun = new(StringComparer.Ordinal);

    /// <param name="board">As it is known, this request included; null where it told no MAC address.</param>
    /// <param name="isImageItself">And no packed form of it.</param>
    public bool LetsThrough(Board? board, BoardOffer offer, bool isImageItself, HttpRequest request)
    {
        if (board is not { Mac: { } mac } || board.Image == offer.Image)
        {
            return true;
        }

        var from = FirstByte(request);
        if (from > 0 || (from is null || !isImageItself) && begun.GetValueOrDefault(mac) == offer.Image)
        {
            return true;
        }

        if (!policy.Admits(board, offer))
        {
            begun.TryRemove(mac, out _);
            return false;
        }

        if (begun.Count >= Most)
        {
            begun.Clear();
        }

        begun[mac] = offer.Image;
        return true;
    }

    /// <summary>Null where the whole file is asked for.</summary>
    private static long? FirstByte(HttpRequest request) =>
        request.GetTypedHeaders().Range is { Ranges.Count: 1 } range && range.Unit == "bytes" ? range.Ranges.Single().From : null;
}
