using System.Runtime.InteropServices;
using OtaTools.Core.Serving;

namespace OtaTools.Server.Cli;

/// <summary>Ends serving as a person does: the first Ctrl-C waits for the boards that download, the second cuts them.</summary>
internal static class ServeUntilStopped
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <param name="asked">The first Ctrl-C, or what else ends a program.</param>
    public static async Task RunAsync(FirmwareHost host, CommandLineConsole console, CancellationToken asked)
    {
        using var again = new CancellationTokenSource();
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            if (asked.IsCancellationRequested)
            {
                again.Cancel();
            }
        }

        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watching = asked.Register(first.SetResult);
        await first.Task;
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminations = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        if (host.Transfers.Downloading is { Count: > 0 } boards)
        {
            console.Note(Messages.WaitingForDownloads(string.Join(", ", boards), LongestWait.TotalSeconds));
        }

        var downloads = await host.DrainAsync(LongestWait, again.Token);
        if (downloads.Cut.Count > 0)
        {
            console.Note(Messages.DownloadsCut(string.Join(", ", downloads.Cut)));
        }
    }
}
