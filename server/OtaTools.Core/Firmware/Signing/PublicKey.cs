using System.Security.Cryptography;

namespace OtaTools.Core.Firmware.Signing;

/// <summary>What manifests are verified with: an RSA modulus of 2048 to 4096 bits; the exponent is always 65537.</summary>
public sealed record PublicKey
{
    public const int LeastBits = 2048, MostBits = 4096;

    private static readonly byte[] Exponent = [1, 0, 1];

    private readonly byte[] modulus;

    private PublicKey(byte[] modulus)
    {
        this.modulus = modulus;
        Modulus = Convert.ToHexStringLower(modulus);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(modulus))[..32];
    }

    /// <summary>Big-endian, lower-case hexadecimal: the "key" of /ota.json.</summary>
    public string Modulus { get; }

    /// <summary>By which people compare keys: the first 16 bytes of the modulus's SHA-256, in hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <param name="text">PEM of a public key, or the modulus in hexadecimal.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.SigningKeyUnusable"/></exception>
    public static PublicKey Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > 0 && trimmed.All(char.IsAsciiHexDigit) && trimmed.Length % 2 == 0)
        {
            return FromModulus(Convert.FromHexString(trimmed));
        }

        // A private key holds the public one, but whoever hands it out as one has mistaken the file.
        if (SigningKey.IsPrivate(text))
        {
            throw new OtaToolsException(ErrorCode.SigningKeyUnusable, Strings.KeyIsPrivate());
        }

        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(text);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new OtaToolsException(ErrorCode.SigningKeyUnusable, Strings.KeyNotPublic());
        }

        return Of(rsa);
    }

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = Exponent });
        return signature.Length == modulus.Length && rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.SigningKeyUnusable"/>: boards take no such key.</exception>
    internal static PublicKey Of(RSA rsa)
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return parameters.Exponent.AsSpan().SequenceEqual(Exponent)
            ? FromModulus(parameters.Modulus!)
            : throw new OtaToolsException(ErrorCode.SigningKeyUnusable, Strings.KeyWrongExponent());
    }

    public bool Equals(PublicKey? other) => other?.Modulus == Modulus;

    public override int GetHashCode() => Modulus.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Fingerprint;

    private static PublicKey FromModulus(byte[] modulus)
    {
        var bits = modulus.Length > 0 && modulus[0] != 0 ? (modulus.Length * 8) - byte.LeadingZeroCount(modulus[0]) : 0;
        return bits is >= LeastBits and <= MostBits && modulus[^1] % 2 == 1
            ? new(modulus)
            : throw new OtaToolsException(ErrorCode.SigningKeyUnusable, Strings.KeyWrongSize(LeastBits, MostBits));
    }
}
