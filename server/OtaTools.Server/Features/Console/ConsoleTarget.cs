using System.Collections.Concurrent;
using System.Text;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Console;

internal sealed class ConsoleTarget : RpcTarget, IConsoleRpc, IAsyncDisposable
{
    private readonly DeviceSessions sessions;
    private readonly ClientNotifications client;
    private readonly ConcurrentDictionary<DeviceSession, (ConsoleRelay Relay, Task Running)> relays = new();

    public ConsoleTarget(LspLifecycle lifecycle, DeviceSessions sessions, ClientNotifications client)
        : base(lifecycle)
    {
        this.sessions = sessions;
        this.client = client;
        sessions.Opened += OnOpened;
    }

    public Task<ConsoleResult> OpenAsync(ConsoleParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
        ResultOf(await OpenAsync(parameters.Device, parameters.Baud, cancellationToken)));

    public Task<ConsoleResult> SendAsync(ConsoleSendParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var session = await OpenAsync(parameters.Device, parameters.Baud, cancellationToken);
        await session.SendAsync(Encoding.UTF8.GetBytes(parameters.Text), cancellationToken);
        return ResultOf(session);
    });

    public Task<ConsoleLogResult> LogAsync(ConsoleLogParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        // To end a log no port is opened.
        var session = parameters.Path is null
            ? sessions.Find(DeviceAddress.Parse(parameters.Device))
            : await OpenAsync(parameters.Device, parameters.Baud, cancellationToken);
        return session is not null && relays.TryGetValue(session, out var console) ? await console.Relay.LogAsync(parameters.Path) : new ConsoleLogResult(null, 0);
    });

    /// <summary>Closes the devices, and ends with all of their consoles told and logged.</summary>
    public async ValueTask DisposeAsync()
    {
        await sessions.DisposeAsync();
        await Task.WhenAll(relays.Values.Select(console => console.Running));
    }

    private void OnOpened(DeviceSession session)
    {
        var relay = new ConsoleRelay(session, client);
        relays[session] = (relay, RunAsync());

        async Task RunAsync()
        {
            await using (relay)
            {
                await session.Gone;
            }

            relays.TryRemove(session, out _);
        }
    }

    private Task<DeviceSession> OpenAsync(string device, int baud, CancellationToken cancellationToken) =>
        sessions.GetAsync(DeviceAddress.Parse(device), baud, cancellationToken);

    private static ConsoleResult ResultOf(DeviceSession session) => new(session.IsConnected, session.Port);
}
