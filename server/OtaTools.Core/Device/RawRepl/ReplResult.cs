using System.Text;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>What one piece of code printed; <paramref name="Error"/> is the traceback, empty where there was none.</summary>
internal sealed record ReplResult(byte[] Output, string Error)
{
    // MicroPython prints them as OSError: [Errno 28] ENOSPC, or OSError: 28.
    private static readonly string[] FileSystemFull = ["ENOSPC", "OSError: 28"];
    private static readonly string[] FileSystemReadOnly = ["EROFS", "OSError: 30"];

    public string Text => Encoding.UTF8.GetString(Output).ReplaceLineEndings("\n");

    /// <exception cref="OtaToolsException">The code raised; the traceback is the evidence.</exception>
    public void ThrowIfFailed()
    {
        if (Error.Length == 0)
        {
            return;
        }

        var last = Error.Split('\n')[^1];
        throw last switch
        {
            _ when FileSystemFull.Any(last.Contains) => Failure(ErrorCode.DeviceFileSystem, Strings.BoardFileSystemFull()),
            _ when FileSystemReadOnly.Any(last.Contains) => Failure(ErrorCode.DeviceFileSystem, Strings.BoardFileSystemReadOnly()),
            _ => Failure(ErrorCode.DevicePython, Strings.BoardRaised(last)),
        };
    }

    private OtaToolsException Failure(ErrorCode code, string message) => new(code, message) { Evidence = Error };
}
