using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace OtaTools.Core.Serving;

/// <summary>
/// Answers what a board fetches in a check of the connection, and remembers who fetched it. It is no transfer, and whoever asks is no board.
/// </summary>
public sealed partial class ProbeAnswers
{
    private const string Folder = "/.well-known/otatools/probe/";
    private const int Most = 64;

    private readonly Lock changing = new();
    private readonly Queue<(string Nonce, IPAddress From)> seen = new();

    public static string PathOf(string nonce) => Folder + nonce;

    /// <summary>What our server alone answers: a page that quotes the path, as error pages do, does not have it.</summary>
    public static string AnswerTo(string nonce) =>
        "otatools " + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(nonce)))[..16];

    /// <summary>Where a probe came from; null where it has not come.</summary>
    public IPAddress? SourceOf(string nonce)
    {
        lock (changing)
        {
            return seen.Where(probe => probe.Nonce == nonce).Select(probe => probe.From).FirstOrDefault();
        }
    }

    /// <returns>False where the request is no probe, and nothing is answered.</returns>
    internal async ValueTask<bool> AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value is not { } path || !path.StartsWith(Folder, StringComparison.Ordinal)
            || !HttpMethods.IsGet(context.Request.Method) || !Nonce().IsMatch(path[Folder.Length..]))
        {
            return false;
        }

        var nonce = path[Folder.Length..];
        lock (changing)
        {
            seen.Enqueue((nonce, context.Connection.RemoteIpAddress?.MapToIPv4() ?? IPAddress.None));
            while (seen.Count > Most)
            {
                seen.Dequeue();
            }
        }

        var answer = Encoding.ASCII.GetBytes(AnswerTo(nonce) + "\n");
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        return true;
    }

    [GeneratedRegex(@"\A[0-9a-f]{32}\z")]
    private static partial Regex Nonce();
}
