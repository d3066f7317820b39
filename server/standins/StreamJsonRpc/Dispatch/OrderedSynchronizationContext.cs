namespace StreamJsonRpc.Dispatch;

/// <summary>
/// Runs what is posted on the thread pool, in order and one at a time. What comes after an await runs anywhere:
/// the context is never the current one, so that a handler that waits does not keep the next from starting.
/// </summary>
internal sealed class OrderedSynchronizationContext : SynchronizationContext
{
    private readonly Lock _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = [];
    private bool _isRunning;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _posted.Enqueue((d, state));
            if (_isRunning)
                return;
            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static context => context.RunPosted(), this, preferLocal: false);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        var done = new TaskCompletionSource();
        Post(
            _ =>
            {
                try
                {
                    d(state);
                    done.SetResult();
                }
                catch (Exception exception)
                {
                    done.SetException(exception);
                }
            },
            state: null);
        done.Task.GetAwaiter().GetResult();
    }

    public override SynchronizationContext CreateCopy() => this;

    private void RunPosted()
    {
        while (TryNext(out var next))
            next.Callback(next.State);
    }

    private bool TryNext(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (_gate)
            return _isRunning = _posted.TryDequeue(out next);
    }
}
