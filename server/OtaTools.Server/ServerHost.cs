using Microsoft.VisualStudio.LanguageServer.Protocol;
using OtaTools.Core.Device;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Fleet;
using OtaTools.Core.Serving;
using OtaTools.Server.Features.Connection;
using OtaTools.Server.Features.Console;
using OtaTools.Server.Features.Conversion;
using OtaTools.Server.Features.Device;
using OtaTools.Server.Features.Files;
using OtaTools.Server.Features.Firmware;
using OtaTools.Server.Features.Fleet;
using OtaTools.Server.Features.Language;
using OtaTools.Server.Features.Publishing;
using OtaTools.Server.Features.Scripts;
using OtaTools.Server.Features.Serving;
using OtaTools.Server.Features.Signing;
using OtaTools.Server.Features.Updating;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;
using StreamJsonRpc;

namespace OtaTools.Server;

/// <summary>The composition root of the sidecar: streams in, exit code out.</summary>
internal sealed class ServerHost
{
    /// <summary>Serves one client until it says exit, its stream ends, or its process is gone.</summary>
    /// <returns>0 after an orderly shutdown, else 1.</returns>
    public async Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        await using var sessions = new DeviceSessions();
        var fleets = new Fleets();
        await using var serving = new ServingControl(root => fleets.Of(root).Serve());
        await using var catalogues = new Catalogues();
        var lifecycle = new LspLifecycle();
        var client = new ClientNotifications();
        await using var console = new ConsoleTarget(lifecycle, sessions, client);
        await using var firmware = new FirmwareTarget(lifecycle, sessions, catalogues, client);
        await using var fleet = new FleetTarget(lifecycle, fleets, serving, sessions, client);
        using var facts = new LanguageFacts(catalogues, serving, sessions);
        var documents = new OpenDocuments();
        var publisher = new DiagnosticsPublisher(documents, facts, client);
        LensRefresh.Follow(facts, documents, lifecycle, client);

        var formatter = new JsonMessageFormatter();
        ContractSerializer.Configure(formatter.JsonSerializer);
        using var rpc = new JsonRpc(new HeaderDelimitedMessageHandler(output, new BoundedMessages(input), formatter))
        {
            SynchronizationContext = new OrderedDispatch(),
            CancelLocallyInvokedMethodsWhenConnectionIsClosed = true,
        };
        rpc.AddLocalRpcTarget(lifecycle);
        rpc.AddLocalRpcTarget<IDeviceRpc>(new DeviceTarget(lifecycle, sessions), null);
        rpc.AddLocalRpcTarget<IConsoleRpc>(console, null);
        rpc.AddLocalRpcTarget<IScriptsRpc>(new ScriptsTarget(lifecycle, sessions, client), null);
        rpc.AddLocalRpcTarget<IFilesRpc>(new FilesTarget(lifecycle, sessions, client), null);
        rpc.AddLocalRpcTarget<IFirmwareRpc>(firmware, null);
        rpc.AddLocalRpcTarget<IConversionRpc>(new ConversionTarget(lifecycle), null);
        rpc.AddLocalRpcTarget<ISigningRpc>(new SigningTarget(lifecycle), null);
        rpc.AddLocalRpcTarget<IPublishingRpc>(new PublishingTarget(lifecycle, client), null);
        rpc.AddLocalRpcTarget<IServingRpc>(new ServingTarget(lifecycle, serving, client), null);
        rpc.AddLocalRpcTarget<IFleetRpc>(fleet, null);
        rpc.AddLocalRpcTarget<IConnectionRpc>(new ConnectionTarget(lifecycle, sessions, serving, client), null);
        rpc.AddLocalRpcTarget<IUpdatingRpc>(new UpdatingTarget(lifecycle, sessions, serving, client), null);
        rpc.AddLocalRpcTarget<ILanguageRpc>(new LanguageTarget(lifecycle, facts), null);
        rpc.AddLocalRpcTarget(new DocumentTarget(lifecycle, documents, facts, publisher));
        serving.Changed += host => client.Log(
            MessageType.Info, host is null ? Messages.LogServingStopped() : Messages.LogServing(host.Folder.Root, host.Port));
        fleets.Noted += note => client.Log(MessageType.Info, note);
        catalogues.Noted += note => client.Log(MessageType.Info, note);
        sessions.Opened += session => session.Noted += note => client.Log(MessageType.Log, $"{session.Address}: {note}");
        rpc.StartListening();

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delivering = client.DeliverAsync(rpc, ended.Token);
        await Task.WhenAny(rpc.Completion, lifecycle.Exit, Task.Delay(Timeout.Infinite, ended.Token));
        await ended.CancelAsync();
        await delivering;
        return lifecycle.Exit.IsCompletedSuccessfully ? await lifecycle.Exit : 1;
    }
}
