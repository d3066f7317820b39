using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OtaTools.Standins.Tests.Ports;

/// <summary>A pair of terminals: <see cref="PortName"/> is opened as a serial port, the rest is its far end.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoControllingTerminal = 0x2 | 0x100; // O_RDWR, O_NOCTTY of Linux

    private readonly SafeFileHandle _master;

    private PseudoTerminal(SafeFileHandle master)
    {
        _master = master;
        Span<byte> name = stackalloc byte[64];
        GetName(master, name, (nuint)name.Length).ShouldBe(0);
        PortName = System.Text.Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
    }

    public string PortName { get; }

    /// <returns>Null where the system has no pseudo-terminals.</returns>
    public static PseudoTerminal? TryOpen()
    {
        if (!OperatingSystem.IsLinux())
            return null;

        var master = Open(ReadWriteNoControllingTerminal);
        return !master.IsInvalid && Grant(master) == 0 && Unlock(master) == 0 ? new PseudoTerminal(master) : null;
    }

    public static PseudoTerminal Open() => TryOpen() ?? throw new InvalidOperationException("There is no pseudo-terminal.");

    /// <summary>Waits on a thread of its own: the far end's reads and writes block.</summary>
    public Task<byte[]> ReadAsync(int count) => Task.Factory.StartNew(
        () =>
        {
            var bytes = new byte[count];
            for (var read = 0; read < count;)
            {
                var result = Read(_master, bytes.AsSpan(read), (nuint)(count - read));
                result.ShouldBeGreaterThan(0);
                read += (int)result;
            }

            return bytes;
        },
        TaskCreationOptions.LongRunning);

    /// <inheritdoc cref="ReadAsync"/>
    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => Task.Factory.StartNew(
        () =>
        {
            while (!bytes.IsEmpty)
            {
                var result = Write(_master, bytes.Span, (nuint)bytes.Length);
                result.ShouldBeGreaterThan(0);
                bytes = bytes[(int)result..];
            }
        },
        TaskCreationOptions.LongRunning);

    /// <summary>Pulls the plug.</summary>
    public void Dispose() => _master.Dispose();

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial SafeFileHandle Open(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    private static partial int GetName(SafeFileHandle master, Span<byte> name, nuint length);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle master, Span<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle master, ReadOnlySpan<byte> bytes, nuint count);
}
