using System.Threading.Channels;
using Microsoft.VisualStudio.LanguageServer.Protocol;
using StreamJsonRpc;

namespace OtaTools.Server.Lsp;

/// <summary>Notifications to the client, in the order in which they were sent, without waiting for it.</summary>
internal sealed class ClientNotifications
{
    private readonly Channel<(string Method, object Parameters)> queue =
        Channel.CreateUnbounded<(string, object)>(new UnboundedChannelOptions { SingleReader = true });

    public void Send(string method, object parameters) => queue.Writer.TryWrite((method, parameters));

    public void Log(MessageType type, string message) => Send(Methods.WindowLogMessageName, new LogMessageParams { MessageType = type, Message = message });

    /// <summary>Delivers until the connection ends.</summary>
    public async Task DeliverAsync(JsonRpc rpc, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (method, parameters) in queue.Reader.ReadAllAsync(cancellationToken))
            {
                await rpc.NotifyWithParameterObjectAsync(method, parameters);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionLostException or ObjectDisposedException or IOException)
        {
            // Nobody is left to tell.
        }
    }
}
