using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Unix;

/// <summary>The calls and constants that Linux and macOS share; what differs is in <see cref="UnixPlatform"/>.</summary>
internal static unsafe partial class Libc
{
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;

    public const short PollIn = 0x01;
    public const short PollOut = 0x04;
    public const short PollTrouble = 0x08 | 0x10 | 0x20; // POLLERR, POLLHUP, POLLNVAL

    public const int LineDtr = 0x002;
    public const int LineRts = 0x004;

    public const int Interrupted = 4; // EINTR
    public const int InputOutputError = 5; // EIO
    public const int InvalidArgument = 22; // EINVAL, which older kernels say for ENOTTY
    public const int NotATerminal = 25; // ENOTTY

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeHandle file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeHandle file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    public static partial int Flush(SafeHandle terminal, int queue);

    /// <summary>
    /// ioctl takes its last argument as a variable one. Apple's arm64 convention passes such an argument on the stack
    /// even where registers are free, so that there the free registers are filled first.
    /// </summary>
    public static int Control(SafeHandle file, nuint request, void* argument) =>
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? ControlOnStack(file, request, 0, 0, 0, 0, 0, 0, argument)
            : ControlInRegister(file, request, argument);

    public static int Control(SafeHandle file, nuint request, int value) => Control(file, request, &value);

    public static IOException Failure(string what, int error) => new($"{what}: {Marshal.GetPInvokeErrorMessage(error)}.", error);

    public static void ThrowIfFailed(int result, string what)
    {
        if (result < 0)
            throw Failure(what, Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int ControlInRegister(SafeHandle file, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int ControlOnStack(SafeHandle file, nuint request, nint pad2, nint pad3, nint pad4, nint pad5, nint pad6, nint pad7, void* argument);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int File;
        public short Events;
        public short Happened;
    }
}
