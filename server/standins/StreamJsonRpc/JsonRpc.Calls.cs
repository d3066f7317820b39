using Newtonsoft.Json.Linq;
using StreamJsonRpc.Calls;
using StreamJsonRpc.Dispatch;
using StreamJsonRpc.Messages;

namespace StreamJsonRpc;

public sealed partial class JsonRpc
{
    public Task NotifyAsync(string targetName, object? argument) => NotifyAsync(targetName, [argument]);

    public Task NotifyAsync(string targetName, params object?[]? arguments) => SendNotificationAsync(targetName, Positional(arguments));

    /// <summary>Sends one object as the params of a notification.</summary>
    public Task NotifyWithParameterObjectAsync(string targetName, object? argument = null) => SendNotificationAsync(targetName, Whole(argument));

    public Task InvokeAsync(string targetName, object? argument) => InvokeAsync<JToken>(targetName, [argument]);

    public Task InvokeAsync(string targetName, params object?[]? arguments) => InvokeAsync<JToken>(targetName, arguments);

    public Task<TResult> InvokeAsync<TResult>(string targetName, object? argument) => InvokeAsync<TResult>(targetName, [argument]);

    public Task<TResult> InvokeAsync<TResult>(string targetName, params object?[]? arguments) =>
        CallAsync<TResult>(targetName, Positional(arguments), CancellationToken.None);

    public Task InvokeWithCancellationAsync(string targetName, IReadOnlyList<object?>? arguments = null, CancellationToken cancellationToken = default) =>
        InvokeWithCancellationAsync<JToken>(targetName, arguments, cancellationToken);

    public Task<TResult> InvokeWithCancellationAsync<TResult>(string targetName, IReadOnlyList<object?>? arguments = null, CancellationToken cancellationToken = default) =>
        CallAsync<TResult>(targetName, Positional(arguments), cancellationToken);

    public Task InvokeWithParameterObjectAsync(string targetName, object? argument = null, CancellationToken cancellationToken = default) =>
        InvokeWithParameterObjectAsync<JToken>(targetName, argument, cancellationToken);

    /// <summary>Sends one object as the params of a request.</summary>
    public Task<TResult> InvokeWithParameterObjectAsync<TResult>(string targetName, object? argument = null, CancellationToken cancellationToken = default) =>
        CallAsync<TResult>(targetName, Whole(argument), cancellationToken);

    private Task SendNotificationAsync(string method, JContainer? arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        return SendAsync(new RequestMessage(Id: null, method, arguments));
    }

    /// <summary>A cancelled call tells the other side, and then waits for its answer all the same: a result may still win.</summary>
    private async Task<T> CallAsync<T>(string method, JContainer? arguments, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ThrowIfClosed();
        if (!_isListening)
            throw new InvalidOperationException("Nobody listens for the answer yet: call StartListening first.");
        cancellationToken.ThrowIfCancellationRequested();

        var (id, response) = _calls.Add();
        try
        {
            var sent = SendAsync(new RequestMessage(id, method, arguments));
            await using var cancellation = cancellationToken.UnsafeRegister(_ => CancelRemote(id), state: null).ConfigureAwait(false);

            // A lost connection fails the response even where the write never ends.
            await (await Task.WhenAny(sent, response).ConfigureAwait(false)).ConfigureAwait(false);
            return Answers.Read<T>(await response.ConfigureAwait(false), method, Serializer, cancellationToken);
        }
        finally
        {
            _calls.Remove(id);
        }
    }

    private void CancelRemote(JValue id) =>
        _ = TrySendAsync(new RequestMessage(Id: null, RequestDispatcher.CancelMethod, new JObject { ["id"] = id }));

    private JArray Positional(IReadOnlyList<object?>? arguments) =>
        [.. (arguments ?? []).Select(argument => argument is null ? JValue.CreateNull() : JToken.FromObject(argument, Serializer))];

    private JObject? Whole(object? argument)
    {
        if (argument is null)
            return null;

        return JToken.FromObject(argument, Serializer) as JObject
            ?? throw new ArgumentException("Only an object can stand for all of the params.", nameof(argument));
    }
}
