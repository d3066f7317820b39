using OtaTools.Core.Firmware.Signing;
using StreamJsonRpc;

namespace OtaTools.Server.Features.Signing;

/// <param name="Bits">2048, 3072 or 4096.</param>
internal sealed record GenerateParams(int Bits = SigningKey.DefaultBits);

/// <param name="PrivateKey">PEM, PKCS #8: for a client's secret storage and nothing else.</param>
/// <param name="PublicKey">The modulus in hexadecimal, as otatools/scripts/upload and otatools/update/run take it.</param>
internal sealed record GenerateResult(string PrivateKey, string PublicKey, string Fingerprint)
{
    public override string ToString() => Fingerprint;
}

/// <summary>Carries a private key: clients keep it out of their traces.</summary>
/// <param name="Firmware">The app image on this computer; its manifest is written beside it.</param>
/// <param name="PrivateKey">PEM.</param>
/// <param name="Sequence">Null takes the seconds since 2020, or one more than the manifest beside has where that is more.</param>
/// <param name="Passphrase">Of an encrypted key.</param>
internal sealed record SignParams(string Firmware, string PrivateKey, long? Sequence = null, string? Passphrase = null)
{
    public override string ToString() => Firmware;
}

/// <param name="Manifest">The path of what was written.</param>
internal sealed record SignResult(string Manifest, long Sequence, string Fingerprint);

/// <summary>Keys, and images signed with them.</summary>
internal interface ISigningRpc
{
    [JsonRpcMethod("otatools/signing/generate", UseSingleObjectParameterDeserialization = true)]
    Task<GenerateResult> GenerateAsync(GenerateParams parameters, CancellationToken cancellationToken);

    [JsonRpcMethod("otatools/signing/sign", UseSingleObjectParameterDeserialization = true)]
    Task<SignResult> SignAsync(SignParams parameters, CancellationToken cancellationToken);
}
