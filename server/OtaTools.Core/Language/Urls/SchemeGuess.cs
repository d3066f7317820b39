namespace OtaTools.Core.Language.Urls;

/// <summary>Which scheme somebody meant.</summary>
internal static class SchemeGuess
{
    private static readonly string[] Right = ["http", "https"];

    /// <summary>Real ones that a board cannot fetch from, so that nobody is told that ftp is a slip.</summary>
    private static readonly string[] Others = ["ftp", "ftps", "sftp", "tftp", "file", "ws", "wss", "mqtt", "coap", "git", "ssh", "data"];

    public static bool IsRight(string scheme) => Right.Contains(scheme);

    /// <returns>Null where it is neither of ours, nor nearly.</returns>
    public static string? Means(string scheme)
    {
        var lower = scheme.ToLowerInvariant();
        return Right.Contains(lower) ? lower
            : Others.Contains(lower) || lower.Length is < 2 or > 8 ? null
            : lower.EndsWith('s') && Spelling.Distance(lower, "https") <= 2 ? "https"
            : Spelling.Distance(lower, "http") <= 2 ? "http"
            : null;
    }
}
