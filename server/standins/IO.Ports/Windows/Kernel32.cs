using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Windows;

/// <summary>The part of Win32's communications API that a port needs.</summary>
internal static partial class Kernel32
{
    public const uint ReadAndWrite = 0x80000000 | 0x40000000; // GENERIC_READ, GENERIC_WRITE
    public const uint OpenExisting = 3;
    public const uint Overlapped = 0x40000000; // FILE_FLAG_OVERLAPPED

    public const int ErrorFileNotFound = 2;
    public const int ErrorPathNotFound = 3;
    public const int ErrorAccessDenied = 5;
    public const int ErrorSharingViolation = 32;

    public const uint AbortAll = 0x1 | 0x2; // PURGE_TXABORT, PURGE_RXABORT
    public const uint DiscardOutput = 0x4; // PURGE_TXCLEAR
    public const uint DiscardInput = 0x8; // PURGE_RXCLEAR

    public const uint RaiseRts = 3;
    public const uint DropRts = 4;
    public const uint RaiseDtr = 5;
    public const uint DropDtr = 6;
    public const uint StartBreak = 8;
    public const uint EndBreak = 9;

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial SafeFileHandle CreateFile(string name, uint access, uint shareMode, nint securityAttributes, uint creation, uint flags, nint template);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetCommState(SafeFileHandle port, ref DeviceControlBlock state);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetCommState(SafeFileHandle port, in DeviceControlBlock state);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupComm(SafeFileHandle port, uint inputQueue, uint outputQueue);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetCommTimeouts(SafeFileHandle port, in CommTimeouts timeouts);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool EscapeCommFunction(SafeFileHandle port, uint function);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool PurgeComm(SafeFileHandle port, uint flags);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ClearCommError(SafeFileHandle port, out uint errors, out CommStatus status);

    public static void ThrowIfFailed(bool result, string what)
    {
        if (!result)
            throw Failure(what, Marshal.GetLastPInvokeError());
    }

    /// <remarks>HRESULT_FROM_WIN32, as the framework's own IOExceptions have it.</remarks>
    public static IOException Failure(string what, int error) =>
        new($"{what}: {Marshal.GetPInvokeErrorMessage(error)}", unchecked((int)0x80070000) | error);

    /// <remarks>COMMTIMEOUTS.</remarks>
    [StructLayout(LayoutKind.Sequential)]
    public struct CommTimeouts
    {
        public uint ReadInterval;
        public uint ReadTotalMultiplier;
        public uint ReadTotalConstant;
        public uint WriteTotalMultiplier;
        public uint WriteTotalConstant;
    }

    /// <remarks>COMSTAT.</remarks>
    [StructLayout(LayoutKind.Sequential)]
    public struct CommStatus
    {
        public uint Flags;
        public uint InputCount;
        public uint OutputCount;
    }
}
