using Newtonsoft.Json.Linq;
using OtaTools.Core;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Publishing;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Publishing;

internal sealed class PublishingTarget(LspLifecycle lifecycle, ClientNotifications client) : RpcTarget(lifecycle), IPublishingRpc
{
    public Task<PublishPlan> PlanAsync(PublishParams parameters, CancellationToken cancellationToken) =>
        PublishAsync(parameters, (publisher, request) => publisher.PlanAsync(request, cancellationToken), cancellationToken);

    public Task<PublishResult> PublishAsync(PublishParams parameters, CancellationToken cancellationToken) =>
        PublishAsync(parameters, (publisher, request) => publisher.PublishAsync(request, cancellationToken), cancellationToken);

    public Task<ReleasesResult> ReleasesAsync(ReleasesParams parameters, CancellationToken cancellationToken) =>
        ChangeAsync(parameters.Target, parameters.Credentials, parameters.WorkDoneToken, async changes => new ReleasesResult(await changes.ReleasesAsync(parameters.Name, cancellationToken)), cancellationToken);

    public Task<PointerChange> PromoteAsync(PromoteParams parameters, CancellationToken cancellationToken) =>
        ChangeAsync(
            parameters.Target,
            parameters.Credentials,
            parameters.WorkDoneToken,
            async changes =>
            {
                using var key = await KeyAsync(parameters.PrivateKey, parameters.Passphrase, cancellationToken);
                return await changes.PromoteAsync(new(parameters.Name, parameters.Release, parameters.Share, key, parameters.Unsigned, parameters.Force), cancellationToken);
            },
            cancellationToken);

    public Task<PointerChange> WithdrawAsync(WithdrawParams parameters, CancellationToken cancellationToken) =>
        ChangeAsync(
            parameters.Target,
            parameters.Credentials,
            parameters.WorkDoneToken,
            async changes =>
            {
                using var key = await KeyAsync(parameters.PrivateKey, parameters.Passphrase, cancellationToken);
                return await changes.WithdrawAsync(new(parameters.Name, parameters.Release, null, key, parameters.Unsigned), cancellationToken);
            },
            cancellationToken);

    private Task<T> PublishAsync<T>(PublishParams parameters, Func<Publisher, PublishRequest, Task<T>> work, CancellationToken cancellationToken) => AnswerAsync(() =>
        WorkDoneProgress.RunAsync(client, parameters.WorkDoneToken, Messages.PublishTitle(), cancellable: true, async progress =>
        {
            using var key = await KeyAsync(parameters.PrivateKey, parameters.Passphrase, cancellationToken);
            var reports = new InPlaceProgress<PublishProgress>(p => progress.Report(p.Message, p.Percent));
            // A role's key is fetched, and a client loaded: not on the thread that takes messages in order.
            using var publisher = await Task.Run(() => new Publisher(parameters.Target, CredentialsOf(parameters.Credentials), TimeProvider.System, reports), cancellationToken);
            return await work(publisher, new(
                parameters.Firmware, parameters.Name, parameters.Share, parameters.Deltas, parameters.Sequence, key, parameters.Unsigned, parameters.Force));
        }));

    private Task<T> ChangeAsync<T>(PublishTarget target, StoreKey? credentials, JToken? token, Func<PointerChanges, Task<T>> work, CancellationToken cancellationToken) => AnswerAsync(() =>
        WorkDoneProgress.RunAsync(client, token, Messages.PublishTitle(), cancellable: true, async _ =>
        {
            using var changes = await Task.Run(() => new PointerChanges(target, CredentialsOf(credentials), TimeProvider.System), cancellationToken);
            return await work(changes);
        }));

    private static StoreCredentials? CredentialsOf(StoreKey? key) => key is null ? null : new(key.AccessKeyId, key.SecretAccessKey, key.SessionToken);

    private static async Task<SigningKey?> KeyAsync(string? pem, string? passphrase, CancellationToken cancellationToken) =>
        pem is null ? null : await Task.Run(() => SigningKey.FromPem(pem, passphrase), cancellationToken);
}
