using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OtaTools.PtyBridge;

/// <summary>A pseudo-terminal in raw mode. Disposing it hangs up whoever has its other end open.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int ApplyNow = 0;
    private const int Interrupted = 4;

    // Larger than struct termios on every system that this runs on.
    private const int TermiosSize = 256;

    private readonly int master;
    private readonly int slave;

    private PseudoTerminal(int master, int slave, string slavePath)
    {
        this.master = master;
        this.slave = slave;
        SlavePath = slavePath;
    }

    public string SlavePath { get; }

    private static int NoControllingTerminal => OperatingSystem.IsMacOS() ? 0x20000 : 0x100;

    public static PseudoTerminal Open()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            throw new PlatformNotSupportedException("Pseudo-terminals exist on Linux and macOS only.");

        var master = Check(OpenPt(ReadWrite | NoControllingTerminal), "posix_openpt");
        Check(Grant(master), "grantpt");
        Check(Unlock(master), "unlockpt");
        var path = Marshal.PtrToStringUTF8(SlaveName(master)) ?? throw new IOException("ptsname gave no name.");

        // An open slave of one's own keeps the master alive while clients come and go.
        var slave = Check(OpenFile(path, ReadWrite | NoControllingTerminal), "open");
        MakeRaw(slave);
        return new PseudoTerminal(master, slave, path);
    }

    /// <summary>Blocks for input; 0 once the terminal is closed.</summary>
    public int Read(byte[] buffer)
    {
        nint count;
        do
            count = ReadBytes(master, buffer, buffer.Length);
        while (count < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return (int)Math.Max(0, count);
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var count = WriteBytes(master, data, data.Length);
            if (count >= 0)
                data = data[(int)count..];
            else if (Marshal.GetLastPInvokeError() != Interrupted)
                throw new IOException("The pseudo-terminal is gone.");
        }
    }

    public void Dispose()
    {
        _ = CloseFile(slave);
        _ = CloseFile(master);
    }

    private static void MakeRaw(int descriptor)
    {
        var settings = new byte[TermiosSize];
        Check(GetAttributes(descriptor, settings), "tcgetattr");
        ConfigureRaw(settings);
        Check(SetAttributes(descriptor, ApplyNow, settings), "tcsetattr");
    }

    private static int Check(int result, string call) =>
        result >= 0 ? result : throw new IOException($"{call}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenPt(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname", SetLastError = true)]
    private static partial nint SlaveName(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseFile(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadBytes(int descriptor, [Out] byte[] buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteBytes(int descriptor, ReadOnlySpan<byte> data, nint length);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(int descriptor, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(int descriptor, int when, [In] byte[] settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void ConfigureRaw([In, Out] byte[] settings);
}
