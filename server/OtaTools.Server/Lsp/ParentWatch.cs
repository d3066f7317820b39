using System.Diagnostics;

namespace OtaTools.Server.Lsp;

/// <summary>A server whose editor was killed must not stay behind and hold the port.</summary>
internal static class ParentWatch
{
    public static async Task WhenGoneAsync(int processId)
    {
        try
        {
            using var parent = Process.GetProcessById(processId);
            await parent.WaitForExitAsync();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Gone already.
        }
    }
}
