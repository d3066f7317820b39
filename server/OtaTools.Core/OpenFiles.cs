using System.Diagnostics;

namespace OtaTools.Core;

/// <summary>Which process has a file open, from Linux's /proc (proc(5)): where that is, and as far as it may be read.</summary>
internal static class OpenFiles
{
    private const string Processes = "/proc";

    /// <summary>For a message that cannot wait: a computer may run thousands of processes.</summary>
    private static readonly TimeSpan LookingTime = TimeSpan.FromSeconds(2);

    /// <param name="isWanted">By what the file's link says: a path, or socket:[inode].</param>
    /// <returns>Names and numbers of processes, the oldest first; whoever inherited the file is among them.</returns>
    public static IReadOnlyList<string> HoldersOf(Func<string, bool> isWanted, int most)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            return !Directory.Exists(Processes) ? [] :
            [
                .. Directory.EnumerateDirectories(Processes)
                    .TakeWhile(_ => clock.Elapsed < LookingTime)
                    .Select(folder => NameOf(folder, isWanted))
                    .OfType<string>()
                    .Take(most),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? NameOf(string folder, Func<string, bool> isWanted)
    {
        if (!int.TryParse(Path.GetFileName(folder), out var id))
        {
            return null;
        }

        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(file => new FileInfo(file).LinkTarget is { } target && isWanted(target))
                ? Strings.ProcessNamed(Clean(File.ReadAllText(Path.Combine(folder, "comm"))), id)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // Another user's, or gone meanwhile.
        }
    }

    /// <summary>A process calls itself what it likes.</summary>
    private static string Clean(string name) =>
        new string([.. name.Where(c => c is >= ' ' and <= '~')]).Trim() is { Length: > 0 } printable ? printable : "?";
}
