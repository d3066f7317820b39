namespace OtaTools.Server.Rpc;

/// <summary>
/// Starts handlers one after the other in the order of their messages, each until its first wait; what follows a wait
/// runs on the pool. So notifications are seen in order and slow requests run side by side.
/// </summary>
internal sealed class OrderedDispatch : SynchronizationContext
{
    private readonly Lock starting = new();
    private Task last = Task.CompletedTask;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (starting)
        {
            // The handler does not see this context, so its continuations do not queue here.
            last = last.ContinueWith(_ => d(state), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("It would wait for itself.");
}
