using System.Runtime.InteropServices;

namespace OtaTools.Core.Firmware.Catalog.Watching;

/// <summary>inotify(7), as far as it is needed.</summary>
internal static partial class Inotify
{
    public const uint Modify = 0x2, Attributes = 0x4, Written = 0x8, MovedFrom = 0x40, MovedTo = 0x80, Create = 0x100, Delete = 0x200,
        DeleteSelf = 0x400, MoveSelf = 0x800, Overflow = 0x4000, Ignored = 0x8000, IsFolder = 0x4000_0000;

    /// <summary>The event without its name: watch, mask, cookie, length of the name.</summary>
    public const int HeaderLength = 16;

    private const uint OnlyFolder = 0x100_0000;
    private const int CloseOnExec = 0x80000;

    /// <returns>Negative where none is left.</returns>
    public static int Open() => inotify_init1(CloseOnExec);

    /// <returns>Negative where it cannot be watched.</returns>
    public static int Add(int queue, string folder, uint mask) => inotify_add_watch(queue, folder, mask | OnlyFolder);

    public static void Remove(int queue, int watch) => _ = inotify_rm_watch(queue, watch);

    /// <returns>Bytes; none or negative at the end.</returns>
    public static nint Read(int queue, byte[] buffer)
    {
        nint count;
        do
        {
            count = read(queue, buffer, buffer.Length);
        }
        while (count < 0 && Marshal.GetLastPInvokeError() == 4); // EINTR

        return count;
    }

    public static void Close(int queue) => _ = close(queue);

    public static string LastError() => Marshal.GetLastPInvokeErrorMessage();

    /// <summary>The folder is no longer there, or may not be read: the listing finds that out too.</summary>
    public static bool LastErrorIsTheFolders() => Marshal.GetLastPInvokeError() is 2 or 13 or 20 or 40; // ENOENT, EACCES, ENOTDIR, ELOOP

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int inotify_init1(int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int inotify_add_watch(int queue, string path, uint mask);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int inotify_rm_watch(int queue, int watch);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint read(int file, [Out] byte[] buffer, nint count);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int close(int file);
}
