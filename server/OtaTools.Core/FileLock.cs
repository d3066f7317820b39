using System.Diagnostics;

namespace OtaTools.Core;

/// <summary>
/// A file that one process at a time holds open: whoever disposes of it, or ends however it may, lets it go. The file itself stays,
/// for to delete it would take it from under the next one.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <returns>Null where somebody else holds it.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not for this person.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Waits for whoever holds it.</summary>
    /// <returns>Null where that takes longer.</returns>
    /// <inheritdoc cref="TryTake" path="/exception"/>
    public static async Task<FileStream?> TryTakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            if (Stopwatch.GetElapsedTime(began) > patience)
            {
                return null;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
