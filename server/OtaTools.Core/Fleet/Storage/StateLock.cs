namespace OtaTools.Core.Fleet.Storage;

/// <summary>A file that one process at a time holds open. It is let go of when the process ends, however that ends.</summary>
internal sealed class StateLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream file;

    private StateLock(FileStream file) => this.file = file;

    /// <summary>Null where another process holds it.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public static StateLock? TryTake(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new StateLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.FleetStateUnwritable, Strings.StateUnwritable(path, e.Message), e);
        }
    }

    /// <summary>Waits for whoever holds it: it is held for moments only.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public static async Task<StateLock> TakeAsync(string path, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            if (limit.IsCancellationRequested)
            {
                throw new OtaToolsException(ErrorCode.FleetStateUnwritable, Strings.StateBusy(path));
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => file.Dispose();
}
