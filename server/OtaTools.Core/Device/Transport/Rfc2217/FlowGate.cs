namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>Closed while the far end has asked for a pause.</summary>
internal sealed class FlowGate
{
    /// <summary>A port that takes nothing for so long is no longer a port.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private volatile TaskCompletionSource open = NewOpen();

    public void Close()
    {
        if (open.Task.IsCompleted)
        {
            open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Open() => open.TrySetResult();

    /// <exception cref="IOException">It stays closed.</exception>
    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        try
        {
            await open.Task.WaitAsync(LongestPause, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static TaskCompletionSource NewOpen()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
