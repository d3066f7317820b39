using System.Threading.Channels;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Updating;

/// <summary>Resets the board and gives an <see cref="UpdateWatch"/> what its console says, until that has its outcome.</summary>
internal sealed class ConsoleWatch(DeviceSession session, UpdateWatch watch)
{
    private readonly ConsoleText text = new();
    private readonly LineSplitter splitter = new();

    /// <summary>A line, or what happened to the link. A board that prints without pause waits for nobody here: what is not read in time is skipped.</summary>
    private readonly Channel<object> seen = Channel.CreateBounded<object>(256);

    public async Task<UpdateWatch> RunAsync(TimeSpan enterTimeout, IProgress<UpdateProgress> progress, CancellationToken cancellationToken)
    {
        await using var follower = ConsoleFollower.FromNow(session.History, AddAsync, TimeSpan.Zero);
        void OnHappened(SessionEvent what) => follower.Mark(() => AddAsync(what));
        session.Happened += OnHappened;
        try
        {
            progress.Report(new(UpdateStage.Resetting, null, Strings.StageResetting()));
            await session.ResetAsync(enterTimeout, cancellationToken);
            _ = session.Gone.ContinueWith(_ => follower.Mark(EndAsync), TaskScheduler.Default);
            await FollowAsync(progress, cancellationToken);
            return watch;
        }
        finally
        {
            session.Happened -= OnHappened;
            seen.Writer.TryComplete();
        }
    }

    private async Task FollowAsync(IProgress<UpdateProgress> progress, CancellationToken cancellationToken)
    {
        var last = "";
        while (!watch.IsOver)
        {
            object next;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(watch.Patience);
            try
            {
                next = await seen.Reader.ReadAsync(limit.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ChannelClosedException && watch.Outcome is not null)
            {
                return; // What became of it is known; only the last reset was not seen.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                watch.OnSilence();
                throw session.IsConnected
                    ? new OtaToolsException(ErrorCode.UpdateTimedOut, Strings.UpdateTimedOut((int)watch.Patience.TotalSeconds, last))
                    : Disconnected();
            }
            catch (ChannelClosedException e)
            {
                watch.OnSilence();
                throw Disconnected(e);
            }

            last = next as string ?? last;
            Follow(next, progress);
        }
    }

    private void Follow(object next, IProgress<UpdateProgress> progress)
    {
        switch (next)
        {
            case SessionEvent.Lost:
                watch.OnLost();
                break;
            case SessionEvent.Back:
                watch.OnBack();
                break;
            case string line when BootLog.Read(line) is { } what && watch.On(what) is { } shown:
                progress.Report(shown);
                break;
        }
    }

    private async ValueTask AddAsync(ReadOnlyMemory<byte> bytes, long skipped)
    {
        foreach (var line in splitter.Add(text.Decode(bytes.Span)))
        {
            await AddAsync(line);
        }
    }

    private async ValueTask AddAsync(object what)
    {
        try
        {
            await seen.Writer.WriteAsync(what);
        }
        catch (ChannelClosedException)
        {
            // The outcome is known.
        }
    }

    private ValueTask EndAsync()
    {
        seen.Writer.TryComplete();
        return default;
    }

    private OtaToolsException Disconnected(Exception? inner = null) =>
        new(ErrorCode.DeviceDisconnected, Strings.UpdateDisconnected(session.Address), inner);
}
