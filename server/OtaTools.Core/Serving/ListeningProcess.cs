using System.Globalization;

namespace OtaTools.Core.Serving;

/// <summary>Which process listens on a TCP port, from Linux's /proc (proc(5)): where that is, and as far as it may be read.</summary>
internal static class ListeningProcess
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <returns>Its name and number, or null.</returns>
    public static string? Find(int port)
    {
        try
        {
            var sockets = Tables
                .Where(File.Exists)
                .SelectMany(table => SocketsOf(File.ReadLines(table), port))
                .Select(inode => $"socket:[{inode}]")
                .ToHashSet();
            return sockets.Count > 0 && OpenFiles.HoldersOf(sockets.Contains, most: 1) is [var holder] ? holder : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="table">The lines of /proc/net/tcp or tcp6: number, local address:port, remote one, state, … inode, all but the inode in hex.</param>
    /// <returns>The inodes of the sockets that listen on the port.</returns>
    internal static IEnumerable<string> SocketsOf(IEnumerable<string> table, int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return table
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith(suffix, StringComparison.Ordinal))
            .Select(fields => fields[9]);
    }
}
