using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Signing;

/// <summary>A private key that signs manifests. No record: it must not be printed by accident.</summary>
public sealed class SigningKey : IDisposable
{
    public const int DefaultBits = 3072;

    private static readonly int[] Sizes = [2048, DefaultBits, 4096];

    private readonly RSA rsa;

    private SigningKey(RSA rsa, PublicKey publicKey)
    {
        this.rsa = rsa;
        PublicKey = publicKey;
    }

    public PublicKey PublicKey { get; }

    /// <param name="bits">2048, 3072 or 4096.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.SigningKeyUnusable"/></exception>
    public static SigningKey Generate(int bits = DefaultBits) =>
        Sizes.Contains(bits) ? Of(RSA.Create(bits)) : throw new OtaToolsException(ErrorCode.SigningKeyUnusable, Strings.KeyBitsInvalid(string.Join(", ", Sizes)));

    /// <param name="pem">PKCS #8, encrypted or not, or PKCS #1.</param>
    /// <param name="passphrase">Of an encrypted one.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.SigningKeyUnusable"/>, <see cref="ErrorCode.SigningKeyPassphrase"/></exception>
    public static SigningKey FromPem(string pem, string? passphrase = null)
    {
        var encrypted = IsEncrypted(pem);
        if (encrypted && string.IsNullOrEmpty(passphrase))
        {
            throw new OtaToolsException(ErrorCode.SigningKeyPassphrase, Strings.KeyNeedsPassphrase());
        }

        var rsa = RSA.Create();
        try
        {
            if (encrypted)
            {
                rsa.ImportFromEncryptedPem(pem, passphrase);
            }
            else
            {
                rsa.ImportFromPem(pem);
            }

            // A public key's PEM is taken up to here.
            _ = rsa.ExportParameters(includePrivateParameters: true);
            return Of(rsa);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Without the cause: nothing of a key may get near a log.
            rsa.Dispose();
            throw encrypted
                ? new OtaToolsException(ErrorCode.SigningKeyPassphrase, Strings.KeyWrongPassphrase())
                : new OtaToolsException(ErrorCode.SigningKeyUnusable, Strings.KeyNotPrivate());
        }
    }

    public static bool IsEncrypted(string pem) => pem.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);

    public static bool IsPrivate(string pem) => pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    /// <summary>PKCS #8, encrypted where there is a passphrase (PBES2, AES-256, 600,000 rounds of SHA-256).</summary>
    public string ToPem(string? passphrase = null) => string.IsNullOrEmpty(passphrase)
        ? rsa.ExportPkcs8PrivateKeyPem() + "\n"
        : rsa.ExportEncryptedPkcs8PrivateKeyPem(passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000)) + "\n";

    /// <summary>SubjectPublicKeyInfo.</summary>
    public string ToPublicPem() => rsa.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public void Dispose() => rsa.Dispose();

    private static SigningKey Of(RSA rsa)
    {
        try
        {
            return new(rsa, PublicKey.Of(rsa));
        }
        catch (OtaToolsException)
        {
            rsa.Dispose();
            throw;
        }
    }
}
