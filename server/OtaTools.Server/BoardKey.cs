using OtaTools.Core;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Server;

/// <summary>The public key of a request, as boards keep it.</summary>
internal static class BoardKey
{
    /// <param name="publicKey">PEM or modulus; empty to remove the board's, null to keep it.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.SigningKeyUnusable"/></exception>
    public static string? ModulusOf(string? publicKey) => string.IsNullOrEmpty(publicKey) ? publicKey : PublicKey.Parse(publicKey).Modulus;
}
