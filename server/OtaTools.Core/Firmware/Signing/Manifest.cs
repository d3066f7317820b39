using System.Text;

namespace OtaTools.Core.Firmware.Signing;

/// <summary>A file that says what may be installed, and who says so: a line of magic, a line of signature, the payload (server/device/MANIFESTS.md).</summary>
/// <param name="Signature">Null where it is not signed.</param>
public sealed record Manifest(byte[] Payload, byte[]? Signature)
{
    /// <summary>More is never read by a board.</summary>
    public const int MostBytes = 4096;

    private const byte LineEnd = (byte)'\n';

    private static readonly byte[] Magic = "OTATOOLS-MANIFEST-1\n"u8.ToArray();

    /// <param name="key">Null for a manifest that is not signed.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ManifestInvalid"/>: the payload is too long.</exception>
    public static byte[] Write(ReadOnlySpan<byte> payload, SigningKey? key)
    {
        var signature = key is null ? "-" : Convert.ToHexStringLower(key.Sign(payload));
        byte[] file = [.. Magic, .. Encoding.ASCII.GetBytes(signature), LineEnd, .. payload];
        return file.Length <= MostBytes ? file : throw Invalid(Strings.ManifestTooLong(MostBytes));
    }

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.ManifestInvalid"/></exception>
    public static Manifest Read(ReadOnlySpan<byte> file)
    {
        if (!Is(file))
        {
            throw Invalid(Strings.ManifestNone());
        }

        var rest = file[Magic.Length..];
        var end = rest.IndexOf(LineEnd);
        var line = Encoding.Latin1.GetString(rest[..end]);
        return new(rest[(end + 1)..].ToArray(), line == "-" ? null : FromLowerHex(line));
    }

    /// <summary>Whether a file is one by its form; what it says is another question.</summary>
    public static bool Is(ReadOnlySpan<byte> file) =>
        file.Length <= MostBytes && file.StartsWith(Magic) && file[Magic.Length..].Contains(LineEnd);

    public bool IsSignedBy(PublicKey key) => Signature is not null && key.Verifies(Payload, Signature);

    internal static OtaToolsException Invalid(string why) => new(ErrorCode.ManifestInvalid, why);

    private static byte[] FromLowerHex(string line) =>
        line.Length % 2 == 0 && line.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f') ? Convert.FromHexString(line) : throw Invalid(Strings.ManifestNone());
}
