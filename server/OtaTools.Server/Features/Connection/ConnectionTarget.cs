using System.Net;
using OtaTools.Core;
using OtaTools.Core.Connection;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Addresses;
using OtaTools.Core.Serving.Surrounding;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Connection;

internal sealed class ConnectionTarget(LspLifecycle lifecycle, DeviceSessions sessions, ServingControl serving, ClientNotifications client)
    : RpcTarget(lifecycle), IConnectionRpc
{
    private readonly LspLifecycle lifecycle = lifecycle;

    public Task<ConnectionReport> CheckAsync(CheckParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
        WorkDoneProgress.RunAsync(client, parameters.WorkDoneToken, Messages.CheckTitle(), cancellable: true, async progress =>
        {
            var request = new CheckRequest(
                serving.Current,
                ServingAddress.RequirePort(parameters.Port),
                ServingAddress.Named(parameters.Address),
                Surroundings.Look(lifecycle.RemoteName),
                IsServerExpected: true,
                DeviceDefaults.Timeout(parameters.TimeoutSeconds));
            var session = await sessions.GetAsync(DeviceAddress.Parse(parameters.Device), parameters.Baud, cancellationToken);
            return await new ConnectionCheck(session).RunAsync(request, new InPlaceProgress<string>(message => progress.Report(message, null)), cancellationToken);
        }));

    public Task<AddressesResult> AddressesAsync(AddressesParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
    {
        var device = string.IsNullOrEmpty(parameters.Device) ? null : DeviceAddress.Parse(parameters.Device);
        var recommended = LanAddress.IfAny(device, board: null);
        var all = LanAddress.ListAll();
        var around = Surroundings.Look(lifecycle.RemoteName);
        return Task.FromResult(new AddressesResult(
            [.. all.Select(i => Explain(i, recommended)).OrderByDescending(a => a.Recommended).ThenByDescending(a => a.IsUsable)],
            new SurroundingsState(around.Kinds, SurroundingText.IsBetween(around, all), SurroundingText.About(around, all, parameters.Port))));
    });

    private static ExplainedAddress Explain(LanInterface found, IPAddress? recommended) => new(
        found.Address.ToString(),
        found.Name,
        found.Kind,
        !found.IsVirtual,
        AddressText.LabelOf(found.Kind),
        AddressText.About(found.Kind),
        found.Address.Equals(recommended));
}
