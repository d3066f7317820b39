using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OtaTools.Core.Serving.Limits;

/// <summary>What one connection may take of time and memory before its request is known.</summary>
internal static class KestrelLimits
{
    private const int HeadBytes = 8 * 1024;

    public static void Set(KestrelServerLimits limits)
    {
        limits.MinResponseDataRate = null; // a board stalls while it erases; StalledDownloads cuts those that never go on
        limits.MinRequestBodyDataRate = null;
        limits.MaxRequestBodySize = 0;
        limits.MaxRequestLineSize = HeadBytes / 2;
        limits.MaxRequestHeadersTotalSize = HeadBytes;
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestBufferSize = 2 * HeadBytes;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15); // of all of the head: a byte now and then does not prolong it
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
    }
}
