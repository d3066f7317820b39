using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Unix;

/// <summary>What Linux and macOS do differently.</summary>
internal abstract class UnixPlatform
{
    public static UnixPlatform Current { get; } = OperatingSystem.IsMacOS() ? new MacPlatform() : new LinuxPlatform();

    /// <summary>Read and write, no controlling terminal, no blocking, closed in child processes.</summary>
    public abstract int OpenFlags { get; }

    public abstract int WouldBlock { get; }

    public abstract int FlushInput { get; }

    public abstract int FlushOutput { get; }

    public abstract nuint MakeExclusive { get; }

    public abstract nuint GetLines { get; }

    public abstract nuint SetLines { get; }

    public abstract nuint RaiseLines { get; }

    public abstract nuint DropLines { get; }

    public abstract nuint StartBreak { get; }

    public abstract nuint EndBreak { get; }

    public abstract nuint InputCount { get; }

    public abstract nuint OutputCount { get; }

    /// <summary>Sets the terminal to raw bytes at these settings; DTR and RTS drop when it is closed.</summary>
    /// <exception cref="IOException">The device is no terminal, or does not take the settings.</exception>
    public abstract void Configure(SafeFileHandle terminal, PortSettings settings);

    public abstract string[] FindPorts();
}
