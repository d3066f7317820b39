using System.Threading.Channels;
using Microsoft.VisualStudio.LanguageServer.Protocol;
using StreamJsonRpc;

namespace OtaTools.Server.Lsp;

/// <summary>Notifications to the client, and the few questions to it, in the order in which they were sent.</summary>
internal sealed class ClientNotifications
{
    private readonly Channel<Notification> queue = Channel.CreateUnbounded<Notification>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Without waiting for the client.</summary>
    public void Send(string method, object parameters) => queue.Writer.TryWrite(new(method, parameters, null));

    /// <summary>A request whose answer does not matter.</summary>
    public void Ask(string method) => queue.Writer.TryWrite(new(method, null, null));

    /// <summary>Ends when the client has taken it, or is gone: for what may come faster than it is taken.</summary>
    public Task SendAsync(string method, object parameters)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return queue.Writer.TryWrite(new(method, parameters, taken)) ? taken.Task : Task.CompletedTask;
    }

    public void Log(MessageType type, string message) => Send(Methods.WindowLogMessageName, new LogMessageParams { MessageType = type, Message = message });

    /// <summary>For a person to see at once.</summary>
    public void Show(MessageType type, string message) => Send(Methods.WindowShowMessageName, new ShowMessageParams { MessageType = type, Message = message });

    /// <summary>Delivers until the connection ends.</summary>
    public async Task DeliverAsync(JsonRpc rpc, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (method, parameters, taken) in queue.Reader.ReadAllAsync(cancellationToken))
            {
                try
                {
                    await (parameters is null ? AskAsync(rpc, method, cancellationToken) : rpc.NotifyWithParameterObjectAsync(method, parameters).WaitAsync(cancellationToken));
                }
                finally
                {
                    taken?.TrySetResult();
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionLostException or ObjectDisposedException or IOException)
        {
            // Nobody is left to tell.
        }

        queue.Writer.Complete();
        while (queue.Reader.TryRead(out var left))
        {
            left.Taken?.TrySetResult();
        }
    }

    /// <summary>Ends at once: what follows does not wait for an answer.</summary>
    private static Task AskAsync(JsonRpc rpc, string method, CancellationToken cancellationToken)
    {
        _ = rpc.InvokeWithParameterObjectAsync(method, argument: null, cancellationToken).ContinueWith(asked => asked.Exception, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    /// <param name="Parameters">Null for a question.</param>
    private sealed record Notification(string Method, object? Parameters, TaskCompletionSource? Taken);
}
