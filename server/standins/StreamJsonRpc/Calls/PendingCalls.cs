using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;
using StreamJsonRpc.Messages;

namespace StreamJsonRpc.Calls;

/// <summary>Our own calls that wait for an answer.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CallId, TaskCompletionSource<ResponseMessage>> _calls = [];
    private long _lastId;
    private bool _isClosed;

    public (JValue Id, Task<ResponseMessage> Response) Add()
    {
        var response = new TaskCompletionSource<ResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isClosed)
                throw new ConnectionLostException();
            var id = new JValue(++_lastId);
            _calls.Add(CallId.Of(id), response);
            return (id, response.Task);
        }
    }

    /// <returns>Whether anybody waits for this answer.</returns>
    public bool TryComplete(ResponseMessage response) => TryRemove(response.Id, out var call) && call.TrySetResult(response);

    public void Remove(JValue id) => TryRemove(id, out _);

    public void FailAll()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var call in _calls.Values)
                call.SetException(new ConnectionLostException());
            _calls.Clear();
        }
    }

    private bool TryRemove(JValue id, [NotNullWhen(true)] out TaskCompletionSource<ResponseMessage>? call)
    {
        lock (_gate)
            return _calls.Remove(CallId.Of(id), out call);
    }
}
