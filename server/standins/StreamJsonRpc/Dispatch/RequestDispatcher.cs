using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using StreamJsonRpc.Messages;

namespace StreamJsonRpc.Dispatch;

/// <summary>Runs the local methods that requests and notifications name, and sends the answers.</summary>
internal sealed class RequestDispatcher(MethodTable methods, ArgumentBinder binder, Replies replies, Func<Message, Task> trySend)
{
    public const string CancelMethod = "$/cancelRequest";

    private readonly ConcurrentDictionary<CallId, CancellationTokenSource> _running = new();

    /// <param name="context">Where methods start; null for the thread pool, side by side.</param>
    /// <param name="closing">Cancels methods when the connection closes.</param>
    public void Dispatch(RequestMessage request, SynchronizationContext? context, CancellationToken closing)
    {
        if (request is { Id: null, Method: CancelMethod })
        {
            Cancel(request.Arguments);
            return;
        }

        if (Bind(request) is not { } method)
            return;

        // Known from here on, so that a cancellation also reaches what still waits for its turn.
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(closing);
        if (request.Id is not null)
            _running.TryAdd(CallId.Of(request.Id), cancellation);

        if (context is null)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Start(), state: null);
        else
            context.Post(_ => Start(), state: null);

        void Start() => _ = RunAsync(request, method, cancellation);
    }

    private BoundMethod? Bind(RequestMessage request)
    {
        ErrorMessage? refusal = null;
        try
        {
            if (methods.Find(request, binder) is { } method)
                return method;
            refusal = request.Id is null ? null : Replies.UnknownMethod(request.Id, request.Method);
        }
        catch (ArgumentMismatchException mismatch)
        {
            refusal = request.Id is null ? null : replies.Mismatch(request.Id, request.Method, mismatch);
        }

        if (refusal is not null)
            _ = trySend(refusal);
        return null;
    }

    private async Task RunAsync(RequestMessage request, BoundMethod method, CancellationTokenSource cancellation)
    {
        object? value = null;
        Exception? failure = null;
        try
        {
            value = await method.InvokeAsync(cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever a method throws belongs to its caller.
            failure = exception;
        }

        using (cancellation)
        {
            if (request.Id is null)
                return;

            _running.TryRemove(new(CallId.Of(request.Id), cancellation));
            await trySend(failure is null ? replies.Result(request.Id, value) : replies.Failure(request.Id, failure)).ConfigureAwait(false);
        }
    }

    private void Cancel(JContainer? arguments)
    {
        if ((arguments as JObject)?["id"] is JValue id && _running.TryGetValue(CallId.Of(id), out var cancellation))
            _ = CancelAsync(cancellation);
    }

    /// <summary>Callbacks of the token run on the thread pool, not in the way of the next message.</summary>
    private static async Task CancelAsync(CancellationTokenSource cancellation)
    {
        try
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The method is just ending (the source is disposed), or a callback of its token threw: its own affair.
        }
    }
}
