namespace OtaTools.Core.Fleet.Storage;

/// <summary>The locks of a fleet's records.</summary>
internal static class StateLock
{
    /// <summary>They are held for moments only.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Null where another process holds it.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return FileLock.TryTake(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Waits for whoever holds it.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return await FileLock.TryTakeAsync(path, Patience, cancellationToken) ?? throw new OtaToolsException(ErrorCode.FleetStateUnwritable, Strings.StateBusy(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    private static OtaToolsException Unwritable(string path, Exception e) => new(ErrorCode.FleetStateUnwritable, Strings.StateUnwritable(path, e.Message), e);
}
