using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OtaTools.PtyBridge;

/// <summary>Copies bytes both ways until one side ends or the process is told to.</summary>
internal sealed class Bridge : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket console;
    private readonly PseudoTerminal terminal;
    private readonly List<PosixSignalRegistration> signals = [];

    public Bridge(Socket console, PseudoTerminal terminal, bool exitWithParent)
    {
        this.console = console;
        this.terminal = terminal;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            signals.Add(PosixSignalRegistration.Create(signal, End));
        Start(CopyToTerminal);
        Start(CopyToConsole);
        if (exitWithParent)
            Start(WaitForStandardInputToClose);
    }

    public Task Ended => ended.Task;

    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        ended.TrySetResult();
    }

    // Background threads: a read that still blocks does not keep the process.
    private void Start(Action copy) => new Thread(() =>
    {
        try
        {
            copy();
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // One side is gone, which is how a bridge ends.
        }

        ended.TrySetResult();
    })
    { IsBackground = true }.Start();

    private void CopyToTerminal()
    {
        var buffer = new byte[BufferSize];
        while (console.Receive(buffer) is var count and > 0)
            terminal.Write(buffer.AsSpan(0, count));
    }

    private void CopyToConsole()
    {
        var buffer = new byte[BufferSize];
        while (terminal.Read(buffer) is var count and > 0)
        {
            for (var sent = 0; sent < count;)
                sent += console.Send(buffer, sent, count - sent, SocketFlags.None);
        }
    }

    private static void WaitForStandardInputToClose()
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (input.Read(buffer) > 0)
        {
        }
    }
}
