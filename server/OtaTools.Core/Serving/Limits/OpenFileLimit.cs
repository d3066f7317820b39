using System.Runtime.InteropServices;

namespace OtaTools.Core.Serving.Limits;

/// <summary>How many files and sockets this process may have open.</summary>
internal static partial class OpenFileLimit
{
    private const int OnLinux = 7, OnMacOs = 8;

    /// <summary>
    /// .NET raises the soft limit (1,024, on macOS 256) to the hard one as it starts; where that is low too, accepting a
    /// connection too many fails again and again without an end.
    /// </summary>
    public static long Value { get; } = Read();

    private static long Read()
    {
        if (OperatingSystem.IsWindows())
        {
            return long.MaxValue;
        }

        try
        {
            return GetLimit(OperatingSystem.IsMacOS() ? OnMacOs : OnLinux, out var limit) == 0 ? (long)Math.Min(limit.Soft, long.MaxValue) : long.MaxValue;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return long.MaxValue;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, out ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
