using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Device.Files;

/// <summary>Exchanges with a board by calls of functions there.</summary>
internal static class LinkUse
{
    /// <summary>Holds the line, starts a link, uses it, and leaves the board at the friendly REPL.</summary>
    public static Task<T> UseLinkAsync<T>(this DeviceSession session, Func<BoardLink, Task<T>> use, TimeSpan enterTimeout, CancellationToken cancellationToken) =>
        session.UseRawReplAsync(repl => repl.UseLinkAsync(use, cancellationToken), enterTimeout, cancellationToken);

    /// <summary>For an exchange that holds the line already; it goes on at the raw REPL.</summary>
    public static async Task<T> UseLinkAsync<T>(this RawReplSession repl, Func<BoardLink, Task<T>> use, CancellationToken cancellationToken)
    {
        await using var link = await BoardLink.StartAsync(repl, cancellationToken);
        return await use(link);
    }
}
