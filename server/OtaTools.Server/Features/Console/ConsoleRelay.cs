using Microsoft.VisualStudio.LanguageServer.Protocol;
using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Console;
using OtaTools.Server.Lsp;

namespace OtaTools.Server.Features.Console;

/// <summary>One session's console on its way to the client: in batches, in order, and no faster than the client takes it.</summary>
internal sealed class ConsoleRelay : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>What an editor shows for long without stuttering.</summary>
    private const int BytesPerSecond = 256 * 1024;

    private readonly DeviceSession session;
    private readonly ClientNotifications client;
    private readonly ConsoleFollower follower;
    private readonly SemaphoreSlim logging = new(1, 1);
    private readonly ConsoleAdvisor advisor = new();
    private ConsoleText text = new();
    private LineSplitter lines = new();
    private ConsoleLog? log;
    private IDisposable? logged;

    public ConsoleRelay(DeviceSession session, ClientNotifications client)
    {
        this.session = session;
        this.client = client;
        follower = new ConsoleFollower(session.History, SendAsync, Pause, BytesPerSecond);
        session.Happened += OnHappened;
    }

    private string Device => session.Address.ToString();

    /// <summary>Begins a log with what is remembered, in place of one that is being written; null ends that.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.LocalFileFailed"/></exception>
    public async Task<ConsoleLogResult> LogAsync(string? path)
    {
        await logging.WaitAsync();
        try
        {
            // First, since it may be refused: the log that runs goes on then. Its own file can only be begun anew once it is closed.
            var same = path is not null && log is not null && Path.GetFullPath(path) == log.Path;
            var bytes = path is null || same ? await EndLogAsync() : 0;
            if (path is null)
            {
                return new ConsoleLogResult(null, bytes);
            }

            var next = ConsoleLog.Create(path, FileMode.Create);
            await EndLogAsync();
            log = next;
            log.Failed += failure => client.Show(MessageType.Error, failure.Message);
            logged = session.SubscribeFromStart(next.Add);
            return new ConsoleLogResult(next.Path, next.Bytes);
        }
        finally
        {
            logging.Release();
        }
    }

    private async Task<long> EndLogAsync()
    {
        logged?.Dispose();
        if (log is not { } old)
        {
            return 0;
        }

        log = null;
        await old.DisposeAsync();
        return old.Bytes;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, long skipped)
    {
        if (skipped > 0)
        {
            // Half a character or half a line before the gap has no other half.
            (text, lines) = (new ConsoleText(), new LineSplitter());
        }

        // What a line means comes right behind it, and before what the board printed next: so it has its place however slow the client is.
        var shown = text.Decode(bytes.Span);
        var sent = 0;
        for (var at = 0; at < shown.Length;)
        {
            var end = shown.IndexOf('\n', at) is var newline and >= 0 ? newline + 1 : shown.Length;
            foreach (var explanation in lines.Add(shown[at..end]).Select(advisor.Explain).OfType<Explanation>())
            {
                await SendOutputAsync(shown[sent..end], skipped);
                (sent, skipped) = (end, 0);
                await client.SendAsync(IConsoleRpc.Explained, new ConsoleExplained(Device, explanation.Line, explanation.Text, explanation.Level));
            }

            at = end;
        }

        await SendOutputAsync(shown[sent..], skipped);
    }

    private Task SendOutputAsync(string shown, long skipped) =>
        shown.Length > 0 || skipped > 0 ? client.SendAsync(IConsoleRpc.Output, new ConsoleOutput(Device, shown, skipped)) : Task.CompletedTask;

    private void OnHappened(SessionEvent what) => follower.Mark(async () => await (what switch
    {
        SessionEvent.Lost lost => SendAsync(IConsoleRpc.Lost, new ConsoleLost(Device, lost.Message), lost.Message),
        SessionEvent.Back back => SendAsync(IConsoleRpc.Back, new ConsoleBack(Device, back.Port, back.Message), back.Message),
        SessionEvent.Busy busy => client.SendAsync(IConsoleRpc.Busy, new ConsoleBusy(Device, busy.Exchanging)),
        _ => Task.CompletedTask,
    }));

    private Task SendAsync(string method, object parameters, string logLine)
    {
        client.Log(MessageType.Info, logLine);
        return client.SendAsync(method, parameters);
    }

    /// <summary>Once the session is over: what came before is told, and in the log.</summary>
    public async ValueTask DisposeAsync()
    {
        await LogAsync(null);
        await follower.DisposeAsync();
        client.Send(IConsoleRpc.Closed, new ConsoleClosed(Device));
    }
}
