namespace OtaTools.Core.Serving;

/// <summary>Who listens on a port of this computer: what it says of itself over HTTP, and what the system says of it.</summary>
internal static class PortHolder
{
    private const int LongestName = 60;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    /// <returns>Words for "in use by …", or null where nothing can be known.</returns>
    public static async Task<string?> FindAsync(int port, CancellationToken cancellationToken)
    {
        var server = await AskAsync(port, cancellationToken);
        var process = ListeningProcess.Find(port);
        return (server, process) switch
        {
            (null, _) => process,
            (_, null) => server,
            _ => $"{server} ({process})",
        };
    }

    /// <summary>What a stranger calls itself: short and printable.</summary>
    internal static string? Clean(string name)
    {
        var printable = new string([.. name.Where(c => c is >= ' ' and <= '~')]).Trim();
        return printable.Length == 0 ? null : printable[..Math.Min(LongestName, printable.Length)];
    }

    /// <summary>Reads the headers of an answer and no more.</summary>
    private static async Task<string?> AskAsync(int port, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = 8, // KiB
            MaxResponseDrainSize = 0,
        };
        using var client = new HttpClient(handler);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTime);
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return !answer.Headers.NonValidated.TryGetValues("Server", out var names) ? null
                : names.ToString().StartsWith("OtaTools/", StringComparison.Ordinal) ? Strings.OtaToolsElsewhere()
                : Clean(names.ToString());
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null; // No web server, or one that takes its time.
        }
    }
}
