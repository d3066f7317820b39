using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Fleet;

internal sealed class FleetTarget : RpcTarget, IFleetRpc, IAsyncDisposable
{
    private readonly Fleets fleets;
    private readonly ServingControl serving;
    private readonly AttachedBoards attached;
    private readonly FleetFeed feed;
    private volatile string? shownRoot;

    public FleetTarget(LspLifecycle lifecycle, Fleets fleets, ServingControl serving, DeviceSessions sessions, ClientNotifications client)
        : base(lifecycle)
    {
        (this.fleets, this.serving) = (fleets, serving);
        attached = new AttachedBoards(sessions, DeviceDefaults.Timeout(DeviceDefaults.TimeoutSeconds));
        feed = new FleetFeed(() => FleetOf(shownRoot), attached, client);
        serving.Changed += OnServing;
    }

    public Task<FleetState> BoardsAsync(FleetParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
    {
        shownRoot = parameters.Root;
        return feed.BeginAsync(cancellationToken);
    });

    public Task<FleetDone> NameAsync(NameBoardParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
        new FleetDone(await ActionsOn(parameters.Root).NameAsync(parameters.Board, parameters.Name, cancellationToken)));

    public Task<FleetDone> HoldAsync(HoldBoardsParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
        new FleetDone(await ActionsOn(parameters.Root).HoldAsync(parameters.Boards, parameters.Hold, cancellationToken)));

    public Task<FleetDone> ForgetAsync(ForgetBoardsParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
        new FleetDone(await ActionsOn(parameters.Root).ForgetAsync(parameters.Boards, cancellationToken)));

    public Task<UpdateBoardsResult> UpdateAsync(UpdateBoardsParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
        new UpdateBoardsResult(
            await ActionsOn(parameters.Root).UpdateAsync(parameters.Boards, mac => attached.AskAsync(mac, cancellationToken), cancellationToken)));

    public Task<RolloutState> StartRolloutAsync(StartRolloutParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
        RolloutsOf(parameters.Root).StartAsync(parameters.Firmware, parameters.First, parameters.StopAfter, parameters.Patience, cancellationToken));

    public Task<RolloutState> PauseRolloutAsync(RolloutParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
        RolloutsOf(parameters.Root).PauseAsync(parameters.Rollout, cancellationToken));

    public Task<RolloutState> ResumeRolloutAsync(RolloutParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
        RolloutsOf(parameters.Root).ResumeAsync(parameters.Rollout, cancellationToken));

    public Task<RolloutState> StopRolloutAsync(RolloutParams parameters, CancellationToken cancellationToken) => AnswerAsync(() =>
        RolloutsOf(parameters.Root).StopAsync(parameters.Rollout, cancellationToken));

    public ValueTask DisposeAsync()
    {
        serving.Changed -= OnServing;
        return feed.DisposeAsync();
    }

    private void OnServing(FirmwareHost? host) => feed.Wake();

    private FleetActions ActionsOn(string? root) => new(RequireFleet(root));

    private RolloutActions RolloutsOf(string? root) => new(RequireFleet(root));

    private BoardFleet RequireFleet(string? root) =>
        FleetOf(root) ?? throw new OtaToolsException(ErrorCode.FleetNotServed, Messages.NotServing());

    private BoardFleet? FleetOf(string? root) => (root ?? serving.Current?.Folder.Root) is { } folder ? fleets.Of(folder) : null;
}
