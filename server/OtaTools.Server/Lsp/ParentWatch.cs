using System.Diagnostics;

namespace OtaTools.Server.Lsp;

/// <summary>A server whose editor was killed must not stay behind and hold the port.</summary>
internal static class ParentWatch
{
    /// <summary>Unix tells nobody but a parent of a process's end, and .NET asks ten times a second: that is all the CPU of an idle sidecar.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    public static async Task WhenGoneAsync(int processId)
    {
        try
        {
            using var parent = Process.GetProcessById(processId);
            if (OperatingSystem.IsWindows())
            {
                await parent.WaitForExitAsync();
                return;
            }

            while (!parent.HasExited)
            {
                await Task.Delay(BetweenLooks);
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Gone already.
        }
    }
}
