using OtaTools.Core.Firmware.Signing;
using OtaTools.Server.Lsp;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Features.Signing;

internal sealed class SigningTarget(LspLifecycle lifecycle) : RpcTarget(lifecycle), ISigningRpc
{
    public Task<GenerateResult> GenerateAsync(GenerateParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        // Seconds of computing: not on the thread that takes messages in order.
        using var key = await Task.Run(() => SigningKey.Generate(parameters.Bits), cancellationToken);
        return new GenerateResult(key.ToPem(), key.PublicKey.Modulus, key.PublicKey.Fingerprint);
    });

    public Task<SignResult> SignAsync(SignParams parameters, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        using var key = await Task.Run(() => SigningKey.FromPem(parameters.PrivateKey, parameters.Passphrase), cancellationToken);
        var signed = await ImageSigning.SignAsync(parameters.Firmware, key, parameters.Sequence, TimeProvider.System, cancellationToken);
        return new SignResult(signed.Path, signed.Sequence, signed.Fingerprint);
    });
}
