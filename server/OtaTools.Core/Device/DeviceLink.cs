using OtaTools.Core.Device.Transport;

namespace OtaTools.Core.Device;

/// <summary>
/// The link below a session: one transport at a time, read without pause. Where it is lost it is looked for until it is
/// closed, if there is a finder; else it ends.
/// </summary>
internal sealed class DeviceLink : IAsyncDisposable
{
    private readonly DeviceFinder? finder;
    private readonly ILinkOwner owner;
    private readonly LinkPauses pauses;
    private readonly byte[] buffer = new byte[16 * 1024];
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim hurry = new(0);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock changing = new();
    private readonly Task running;

    private Live? current;
    private TaskCompletionSource<IDeviceTransport> up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OtaToolsException? inTheWay;
    private volatile string port;

    public DeviceLink(OpenPort first, DeviceFinder? finder, ILinkOwner owner, LinkPauses? pauses = null)
    {
        this.finder = finder;
        this.owner = owner;
        this.pauses = pauses ?? LinkPauses.Default;
        port = first.Name;
        var live = Begin(first);
        Take(live);
        Raise(live);
        running = Task.Run(() => RunAsync(live));
    }

    /// <summary>The name of what is open, or was last.</summary>
    public string Port => port;

    /// <summary>Null while it is lost.</summary>
    public IDeviceTransport? Current
    {
        get
        {
            lock (changing)
            {
                return current?.Transport;
            }
        }
    }

    /// <summary>Completes when there will be no link any more.</summary>
    public Task Ended => ended.Task;

    /// <summary>The link, at once or when it is back.</summary>
    /// <exception cref="OtaToolsException">It is not back in time, and what is in the way as far as known.</exception>
    public async Task<IDeviceTransport> UpAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Task<IDeviceTransport> waiting;
        lock (changing)
        {
            waiting = up.Task;
        }

        LookNow();
        try
        {
            return await waiting.WaitAsync(patience, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw Volatile.Read(ref inTheWay) is { } cause
                ? new OtaToolsException(cause.Code, cause.Message, e)
                : new OtaToolsException(ErrorCode.DeviceDisconnected, Strings.DeviceStaysAway(port, (int)Math.Ceiling(patience.TotalSeconds)), e);
        }
    }

    /// <summary>A person waits: the next look is now, and whatever answers to the address is taken.</summary>
    public void LookNow()
    {
        lock (changing)
        {
            if (finder is null || current is not null || ended.Task.IsCompleted)
            {
                return;
            }

            finder.TakeAny();
            if (hurry.CurrentCount == 0)
            {
                hurry.Release();
            }
        }
    }

    /// <summary>A write failed: the link is lost, whatever reading says.</summary>
    public void Drop(IDeviceTransport transport)
    {
        Live? live;
        lock (changing)
        {
            live = current;
        }

        if (live?.Transport == transport)
        {
            try
            {
                live.Dropped.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // Reading said so as well, just now.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await running;
        closing.Dispose();
        hurry.Dispose();
    }

    private async Task RunAsync(Live live)
    {
        try
        {
            while (true)
            {
                await ReadAsync(live);
                Lose();
                await EndAsync(live);
                if (finder is null || closing.IsCancellationRequested)
                {
                    return;
                }

                owner.OnLost(port, null);
                live = await FindAsync(finder);
                var before = port;
                port = live.Name;
                // Who types on hearing of it is let through; an exchange that waits begins after it was said.
                Take(live);
                owner.OnBack(live.Name, before);
                Raise(live);
            }
        }
        catch (OperationCanceledException)
        {
            // Closed while it was looked for.
        }
        finally
        {
            lock (changing)
            {
                up.TrySetException(new OtaToolsException(ErrorCode.DeviceDisconnected, Strings.DeviceDisconnected(port)));
                _ = up.Task.Exception; // nobody may be waiting
                ended.TrySetResult();
            }
        }
    }

    private async Task ReadAsync(Live live)
    {
        try
        {
            for (var count = await live.FirstRead; count > 0; count = await live.Transport.ReadAsync(buffer, live.Dropped.Token))
            {
                await owner.OnBytesAsync(buffer.AsMemory(0, count));
            }
        }
        catch (OperationCanceledException)
        {
            // Closed, or a write failed.
        }
    }

    private async Task<Live> FindAsync(DeviceFinder device)
    {
        for (var pause = pauses.First; ; pause = pauses.After(pause))
        {
            await hurry.WaitAsync(pause, closing.Token);
            try
            {
                var live = Begin(await device.OpenAsync(closing.Token));
                if (await HoldsAsync(live))
                {
                    return live;
                }

                await EndAsync(live);
                closing.Token.ThrowIfCancellationRequested();
            }
            catch (OtaToolsException e)
            {
                OnNotFound(e);
            }
        }
    }

    private async Task<bool> HoldsAsync(Live live)
    {
        try
        {
            return await live.FirstRead.WaitAsync(pauses.Settling, closing.Token) > 0;
        }
        catch (TimeoutException)
        {
            return true; // a board that says nothing
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>That it is not there is what everybody sees; that somebody has it, or that it is forbidden, is said once.</summary>
    private void OnNotFound(OtaToolsException cause)
    {
        var news = cause.Code is ErrorCode.DeviceBusy or ErrorCode.DeviceNoPermission ? cause : null;
        var old = Interlocked.Exchange(ref inTheWay, news);
        if (news is not null && old?.Code != news.Code)
        {
            owner.OnLost(port, news.Message);
        }
    }

    private Live Begin(OpenPort opened)
    {
        var dropped = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        return new Live(opened.Name, opened.Transport, dropped, opened.Transport.ReadAsync(buffer, dropped.Token).AsTask());
    }

    private static async Task EndAsync(Live live)
    {
        await live.Transport.DisposeAsync();
        live.Dropped.Dispose();
    }

    private void Take(Live live)
    {
        lock (changing)
        {
            inTheWay = null;
            current = live;
        }
    }

    private void Raise(Live live)
    {
        lock (changing)
        {
            up.TrySetResult(live.Transport);
        }
    }

    private void Lose()
    {
        lock (changing)
        {
            current = null;
            up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        owner.OnDown();
    }

    /// <param name="FirstRead">Begun when it was opened, to see whether it holds.</param>
    private sealed record Live(string Name, IDeviceTransport Transport, CancellationTokenSource Dropped, Task<int> FirstRead);
}
