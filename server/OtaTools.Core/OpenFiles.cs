using System.Diagnostics;

namespace OtaTools.Core;

/// <summary>Which process has a file open, from Linux's /proc (proc(5)): where that is, and as far as it may be read.</summary>
internal static class OpenFiles
{
    /// <summary>For a message that cannot wait: a computer may run thousands of processes.</summary>
    private static readonly TimeSpan LookingTime = TimeSpan.FromMilliseconds(500);

    /// <param name="isWanted">By what the file's link says: a path, or socket:[inode].</param>
    /// <returns>The process's name and number, or null.</returns>
    public static string? HolderOf(Func<string, bool> isWanted, string proc = "/proc")
    {
        try
        {
            var clock = Stopwatch.StartNew();
            return !Directory.Exists(proc) ? null : Directory.EnumerateDirectories(proc)
                .TakeWhile(_ => clock.Elapsed < LookingTime)
                .Select(folder => NameOf(folder, isWanted))
                .FirstOrDefault(name => name is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
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
