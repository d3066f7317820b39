using System.Collections.Concurrent;
using System.Text;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Console;
using OtaTools.Core.Device.Transport;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Console;

internal sealed class ConsoleTarget : RpcTarget, IConsoleRpc
{
    private readonly DeviceSessions sessions;
    private readonly ClientNotifications client;
    private readonly ConcurrentDictionary<DeviceAddress, ConsoleText> texts = new();

    public ConsoleTarget(LspLifecycle lifecycle, DeviceSessions sessions, ClientNotifications client)
        : base(lifecycle)
    {
        this.sessions = sessions;
        this.client = client;
        sessions.Output += OnOutput;
        sessions.Gone += OnGone;
    }

    public Task<ConsoleResult> OpenAsync(ConsoleParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        await sessions.GetAsync(DeviceAddress.Parse(parameters.Device), parameters.Baud, cancellationToken);
        return new ConsoleResult(true);
    });

    public Task<ConsoleResult> SendAsync(ConsoleSendParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var session = await sessions.GetAsync(DeviceAddress.Parse(parameters.Device), parameters.Baud, cancellationToken);
        await session.SendAsync(Encoding.UTF8.GetBytes(parameters.Text), cancellationToken);
        return new ConsoleResult(true);
    });

    private void OnOutput(DeviceAddress device, ReadOnlyMemory<byte> bytes)
    {
        var text = texts.GetOrAdd(device, _ => new ConsoleText()).Decode(bytes.Span);
        if (text.Length > 0)
        {
            client.Send(IConsoleRpc.Output, new ConsoleOutput(device.ToString(), text));
        }
    }

    private void OnGone(DeviceAddress device)
    {
        texts.TryRemove(device, out _);
        client.Send(IConsoleRpc.Closed, new ConsoleClosed(device.ToString()));
    }
}
