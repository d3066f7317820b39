namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>Requests that are on their way, and the wait for the answers to all of them.</summary>
internal sealed class ComPortExchange(IEnumerable<ComPortRequest> requests)
{
    private readonly List<ComPortRequest> open = [.. requests];
    private readonly TaskCompletionSource<byte[]> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The value of the last answer.</summary>
    public Task<byte[]> Answered => answered.Task;

    /// <summary>A line's answer counts only if it is now as asked: what else comes is late, or says that there is no such line.</summary>
    /// <returns>Whether this was the answer to one of these requests.</returns>
    public bool Receive(ComPortRequest answer)
    {
        var index = open.FindIndex(request => request.Command == answer.Command
            && (request.Command != ComPort.SetControl || request.Value.AsSpan().SequenceEqual(answer.Value)));
        if (index < 0)
        {
            return false;
        }

        open.RemoveAt(index);
        if (open.Count == 0)
        {
            answered.TrySetResult(answer.Value);
        }

        return true;
    }

    public void Fail(Exception reason) => answered.TrySetException(reason);
}
